using Auditor.Core.Rules;
using Auditor.Testing.Rules;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>What plug-ins are built against changes only where somebody sees it: the list is a file that a review shows.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("src/Auditor.Core/PublicApi.txt")]
    [InlineData("tests/Auditor.Testing/PublicApi.txt")]
    public void The_list_is_what_the_package_offers(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var offered = PublicApi.Of(file.StartsWith("src", StringComparison.Ordinal)
            ? typeof(Rule).Assembly
            : typeof(IExampleEstate).Assembly);
        offered.ShouldContain(file.StartsWith("src", StringComparison.Ordinal)
            ? "class Auditor.Core.Rules.Rule"
            : "class Auditor.Testing.Rules.RuleTests");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            File.WriteAllText(path, offered);
        }

        (File.ReadAllText(path) == offered)
            .ShouldBeTrue($"{file} is out of date. Where a plug-in may use what changed, CHANGELOG.md has to say so; then run "
                + $"./regenerate.");
    }
}
