using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Tests;

/// <summary>No two rules say the same about the same thing.</summary>
public sealed class RulesThatExcludeEachOther
{
    private static readonly AuditResult Worst = Audit.Run(WorstEstate.Make(), EveryRule.All);

    [Theory]
    [InlineData("AGW2013", "AGW7012")]
    [InlineData("AGW6001", "AGW6006")]
    [InlineData("AGW6001", "AGW6010")]
    [InlineData("AGW6007", "AGW7003")]
    [InlineData("AGW6008", "AGW6009")]
    [InlineData("AGW7001", "AGW7003")]
    public void Of_one_thing_only_one_of_them_speaks(string one, string other) =>
        Common(one, other, identity => $"{identity.Account} {identity.Region} {identity.Arn}").ShouldBeEmpty();

    // What is said of the API is not said again of its stages.
    [Theory]
    [InlineData("AGW7001", "AGW7002")]
    public void Of_one_API_only_one_of_them_speaks(string one, string other) =>
        Common(one, other, identity => $"{identity.Account} {identity.Region} {identity.ApiId}").ShouldBeEmpty();

    private static IEnumerable<string> Common(string one, string other, Func<ResourceIdentity, string> place)
    {
        var said = Worst.Flagged.ToLookup(finding => finding.Rule.Id, finding => place(finding.Subject.Identity), StringComparer.Ordinal);
        said[one].ShouldNotBeEmpty();
        said[other].ShouldNotBeEmpty();
        return said[one].Intersect(said[other], StringComparer.Ordinal);
    }
}
