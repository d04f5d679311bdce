using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Rules.Tests;

/// <summary>No two rules say the same about the same thing: whoever fixes one finding is not told of it twice.</summary>
public sealed class NoTwoRules
{
    private static readonly ImmutableArray<ImmutableArray<Finding>> Estates =
    [
        .. new[] { JudgedEstates.Sample, JudgedEstates.Worst, Audit.Run(ManyApis.Make(), EveryRule.All) }
            .Select(result => result.Flagged.ToImmutableArray()),
    ];

    public static TheoryData<string, string> Pairs => new()
    {
        // With a key and without one, and the preflights that neither judges.
        { "AGW1001", "AGW1002" },
        { "AGW1001", "AGW1003" },
        { "AGW1002", "AGW1003" },
        // An authorizer that is gone cannot be too generous, and one that nobody asks keeps no answers.
        { "AGW1006", "AGW1013" },
        { "AGW1007", "AGW1008" },
        // The execute-api name is the only one, or one too many.
        { "AGW2001", "AGW2002" },
        // No web ACL, one that stops nothing, one that stops something, one of WAF Classic.
        { "AGW4001", "AGW4002" },
        { "AGW4001", "AGW4005" },
        { "AGW4001", "AGW4006" },
        { "AGW4002", "AGW4003" },
        { "AGW4002", "AGW4004" },
        { "AGW4002", "AGW4006" },
        { "AGW4005", "AGW4006" },
        // A web ACL can stand before a REST stage only.
        { "AGW4001", "AGW4007" },
        // A policy that lets in everyone, or everyone who says so.
        { "AGW5001", "AGW5003" },
        // A name that leads to no API, or to one that is gone.
        { "AGW2013", "AGW7012" },
        // No access log, and one that is not worth having.
        { "AGW6001", "AGW6006" },
        { "AGW6001", "AGW6010" },
        // Nobody can call it, nobody does, nobody calls one of its stages, nobody would hear of it.
        { "AGW6007", "AGW7003" },
        { "AGW7001", "AGW7003" },
        { "AGW7001", "AGW7002" },
        // What is not recorded cannot be noticed.
        { "AGW6008", "AGW6009" },
        // The function that an authorizer asks, and an authorizer that nobody asks.
        { "AGW1007", "AGW1017" },
        { "AGW1007", "AGW1009" },
        { "AGW1007", "AGW1010" },
        // Strangers get in, or whoever gets in elsewhere.
        { "AGW1001", "AGW1016" },
        { "AGW1002", "AGW1016" },
        // A key that gets everybody in, or nobody.
        { "AGW1002", "AGW3003" },
        // A stage without a limit, and one whose limit is 0.
        { "AGW3001", "AGW3006" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_rules_exclude_each_other(string one, string other)
    {
        // Each of them is asked: what nobody finds excludes nothing.
        Estates.SelectMany(findings => findings).Select(finding => finding.Rule.Id).ShouldContain(one);
        Estates.SelectMany(findings => findings).Select(finding => finding.Rule.Id).ShouldContain(other);
        foreach (var findings in Estates)
        {
            var others = findings.Where(finding => finding.Rule.Id == other).ToLookup(ThingOf);
            findings.Where(finding => finding.Rule.Id == one)
                .Where(finding => others[ThingOf(finding)].Any(twin => Overlap(finding, twin)))
                .Select(finding => finding.Message)
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public void No_sentence_is_said_twice_about_one_thing()
    {
        foreach (var findings in Estates)
        {
            findings.GroupBy(finding => (finding.Subject.Identity, finding.Message))
                .Where(same => same.Count() > 1)
                .Select(same => same.Key.Message)
                .ShouldBeEmpty();
        }
    }

    // The API, where rules look at different parts of it, and the route or stage where both look at those.
    private static (string Account, string? Region, string? Api, string? Route, string Arn) ThingOf(Finding finding)
    {
        var identity = finding.Subject.Identity;
        return finding.Rule.Id is "AGW4001" or "AGW4007" or "AGW7001" or "AGW7002"
            ? (identity.Account, identity.Region, identity.ApiId, null, "")
            : (identity.Account, identity.Region, identity.ApiId, identity.Route, identity.Arn);
    }

    // One route can be open on one stage and ask for a key on another.
    private static bool Overlap(Finding one, Finding other) =>
        one.Stages is [] || other.Stages is [] || one.Stages.Intersect(other.Stages, StringComparer.Ordinal).Any();
}
