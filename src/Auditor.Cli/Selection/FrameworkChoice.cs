using Auditor.Core.Frameworks;
using Auditor.Core.Text;

namespace Auditor.Cli.Selection;

/// <summary>Chooses a framework by its id.</summary>
internal static class FrameworkChoice
{
    public static IEnumerable<string> Names => FrameworkCatalogue.All.Select(framework => framework.Id);

    /// <summary>The framework that somebody means.</summary>
    /// <exception cref="UsageException">There is none of that id.</exception>
    public static Framework Find(string name, string where) =>
        FrameworkCatalogue.All.FirstOrDefault(framework => string.Equals(framework.Id, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException(
            $"{where}: {Quote.Of(name)} is no framework{NearestName.Suggest(name, Names, $"; there are {Words.List(Names)}.")}");
}
