using Auditor.Core.Frameworks;

namespace Auditor.Cli.Selection;

/// <summary>Chooses a framework by its id.</summary>
internal static class FrameworkChoice
{
    public static IEnumerable<string> Names => FrameworkCatalogue.All.Select(framework => framework.Id);

    /// <summary>The framework that somebody means.</summary>
    /// <exception cref="UsageException">There is none of that id.</exception>
    public static Framework Find(string name, string where)
    {
        var id = Choice.Of(name, [.. Names], where, "framework");
        return FrameworkCatalogue.All.First(framework => framework.Id == id);
    }
}
