using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Results;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Tests.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Findings;

public sealed class SuppressionsTests
{
    private static readonly SuppressionEntry Matching = new()
    {
        Reason = "Public on purpose.",
        Where = "auditor.yaml:2",
        Rules = ["PRB001"],
    };

    private static readonly Estate Orders = SmallEstate.Http(Example.Route("GET /orders"))
        .WithApi(api => api with { Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", "shop") });

    private static readonly string Fingerprint = Judged(Orders).Findings[0].Fingerprint;

    public static TheoryData<string, SuppressionEntry> Accepting => new()
    {
        { "rule", Matching },
        { "fingerprint", Matching with { Fingerprints = [Fingerprint] } },
        { "fingerprint in capitals", Matching with { Fingerprints = [Fingerprint.ToUpperInvariant()] } },
        { "account", Matching with { Accounts = ["999999999999", Example.Account] } },
        { "Region", Matching with { Regions = [Example.Region] } },
        { "id of the API", Matching with { Apis = [Example.ApiId] } },
        { "name of the API", Matching with { Apis = [Example.ApiName] } },
        { "pattern of the name", Matching with { Apis = ["ord*s"] } },
        { "tag with its value", Matching with { Tags = ["team=shop"] } },
        { "tag with any value", Matching with { Tags = ["team"] } },
        { "tag with a pattern", Matching with { Tags = ["team=s??p"] } },
        { "stage", Matching with { Stages = [Example.StageName] } },
        { "route", Matching with { Routes = ["GET /orders"] } },
        { "pattern of the route", Matching with { Routes = ["* /ord*"] } },
        { "its last day", Matching with { Until = DateOnly.FromDateTime(Example.Now.UtcDateTime) } },
        {
            "no rule, but all else",
            new()
            {
                Reason = "Yes.",
                Where = "",
                Accounts = [Example.Account],
                Regions = [Example.Region],
                Apis = ["*"],
                Stages = ["*"],
                Routes = ["*"],
            }
        },
    };

    public static TheoryData<string, SuppressionEntry> Other => new()
    {
        { "rule", Matching with { Rules = ["PRB002"] } },
        { "fingerprint", Matching with { Fingerprints = [new('0', 32)] } },
        { "account", Matching with { Accounts = ["999999999999"] } },
        { "Region", Matching with { Regions = ["us-east-1"] } },
        { "API", Matching with { Apis = ["orders2"] } },
        { "case of the API", Matching with { Apis = ["Orders"] } },
        { "part of the API's name", Matching with { Apis = ["order"] } },
        { "value of the tag", Matching with { Tags = ["team=sho"] } },
        { "tag", Matching with { Tags = ["shop"] } },
        { "stage", Matching with { Stages = ["test"] } },
        { "route", Matching with { Routes = ["POST /orders"] } },
        { "the day after", Matching with { Until = DateOnly.FromDateTime(Example.Now.UtcDateTime).AddDays(-1) } },
    };

    [Theory]
    [MemberData(nameof(Accepting))]
    public void Accepts_what_meets_each_condition(string what, SuppressionEntry entry) =>
        Suppressions.Apply(Judged(Orders), [entry]).Findings.ShouldHaveSingleItem().Suppression.ShouldBe(
            new(entry.Reason, entry.Until, entry.Where), what);

    [Theory]
    [MemberData(nameof(Other))]
    public void One_condition_that_is_not_met_is_enough_not_to(string what, SuppressionEntry entry) =>
        Suppressions.Apply(Judged(Orders), [entry]).Findings.ShouldHaveSingleItem().Suppression.ShouldBeNull(what);

    [Fact]
    public void A_suppressed_finding_stays_and_does_not_count()
    {
        var result = Suppressions.Apply(Judged(Orders), [Matching]);

        result.Flagged.Count().ShouldBe(1);
        result.Suppressed.Count().ShouldBe(1);
        result.Counted.ShouldBeEmpty();
    }

    [Fact]
    public void A_stage_that_is_not_accepted_keeps_the_finding()
    {
        var two = Orders.AddStage(Example.AutomaticStage("test"));

        Suppressions.Apply(Judged(two), [Matching with { Stages = ["test"] }]).Suppressed.ShouldBeEmpty();
        Suppressions.Apply(Judged(two), [Matching with { Stages = ["test", Example.StageName] }]).Suppressed.Count().ShouldBe(1);
    }

    [Fact]
    public void What_has_no_api_is_not_met_by_a_name_of_one()
    {
        var result = Audit.Run(Orders, [new ProbeRule<ScopeSubject>(_ => ["It is wrong."])]);

        Suppressions.Apply(result, [Matching with { Apis = ["*"] }]).Suppressed.ShouldBeEmpty();
        Suppressions.Apply(result, [Matching with { Stages = ["*"] }]).Suppressed.ShouldBeEmpty();
        Suppressions.Apply(result, [Matching with { Routes = ["*"] }]).Suppressed.ShouldBeEmpty();
    }

    [Fact]
    public void What_could_not_be_told_cannot_be_accepted()
    {
        var result = Suppressions.Apply(Judged(Orders.WithApi(api => api with { Routes = Example.Denied })), [Matching]);

        result.Suppressed.ShouldBeEmpty();
        result.IsIncomplete.ShouldBeTrue();
    }

    [Fact]
    public void An_expired_one_is_told_with_what_counts_again() =>
        Notes(Orders, Matching with { Until = new(2026, 2, 28) })
            .ShouldBe(["This suppression expired on 2026-02-28 and suppresses nothing any more; 1 finding counts again."]);

    [Fact]
    public void An_expired_one_beside_one_that_holds_is_told_too() =>
        Suppressions.Apply(Judged(Orders), [Matching with { Until = new(2026, 2, 28) }, Matching with { Where = "auditor.yaml:9" }])
            .ShouldSatisfyAllConditions(
                result => result.Suppressed.ShouldHaveSingleItem().Suppression.ShouldNotBeNull().Source.ShouldBe("auditor.yaml:9"),
                result => result.SuppressionNotes.ShouldHaveSingleItem().Source.ShouldBe("auditor.yaml:2"));

    [Fact]
    public void One_that_matches_nothing_is_told() =>
        Notes(Orders, Matching with { Routes = ["GET /gone"] })
            .ShouldHaveSingleItem()
            .ShouldStartWith("This suppression matches no finding");

    [Fact]
    public void One_that_matches_something_is_not_told() => Notes(Orders, Matching).ShouldBeEmpty();

    [Fact]
    public void Silence_of_a_rule_that_did_not_run_is_not_told() => Notes(Orders, Matching with { Rules = ["PRB009"] }).ShouldBeEmpty();

    [Fact]
    public void Silence_of_a_place_that_was_not_scanned_is_not_told()
    {
        Notes(Orders, Matching with { Accounts = ["999999999999"] }).ShouldBeEmpty();
        Notes(Orders, Matching with { Regions = ["us-east-1"] }).ShouldBeEmpty();
    }

    [Fact]
    public void Silence_about_what_could_not_be_read_is_not_told()
    {
        var denied = Orders.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied });

        Notes(denied, Matching with { Apis = ["orders"] }).ShouldBeEmpty();
        Notes(Orders.WithApi(api => api with { Routes = Example.Denied }), Matching with { Apis = ["orders"], Routes = ["GET /orders"] })
            .ShouldBeEmpty();
        Notes(Orders.WithApi(api => api with { Routes = Example.Denied }), Matching with { Apis = ["another"] }).Count().ShouldBe(1);
    }

    private static readonly Gravity AsItIs = new(Severity.High, Audience.Internet, []);

    public static TheoryData<string, Gravity> Milder => new()
    {
        { "severity", AsItIs with { Severity = Severity.Medium } },
        { "audience", AsItIs with { Audience = Audience.OthersOrNetwork } },
        { "only the severity known", new(Severity.Low, null, []) },
    };

    [Theory]
    [MemberData(nameof(Milder))]
    public void One_that_was_made_for_something_milder_does_not_cover_it(string what, Gravity accepted)
    {
        var result = Suppressions.Apply(Judged(Orders), [Matching with { AcceptedFor = accepted }]);

        result.Counted.Count().ShouldBe(1, what);
        result.SuppressionNotes.ShouldHaveSingleItem().Text.ShouldStartWith(
            $"This suppression does not cover the finding any more, which counts again: it was made for {accepted}, and the finding is "
                + $"worse than that");
    }

    [Fact]
    public void One_that_was_made_for_it_covers_it_and_what_is_milder()
    {
        Suppressions.Apply(Judged(Orders), [Matching with { AcceptedFor = AsItIs }])
            .ShouldSatisfyAllConditions(result => result.Counted.ShouldBeEmpty(), result => result.SuppressionNotes.ShouldBeEmpty());
        Suppressions.Apply(
            Judged(Orders),
            [Matching with { AcceptedFor = new(Severity.Critical, Audience.Internet, ["prod", "test"]) }]).Counted.ShouldBeEmpty();
    }

    [Fact]
    public void One_of_the_finding_itself_that_does_not_say_what_it_was_made_for_is_told_where_it_hides_much() =>
        Notes(Orders, Matching with { Fingerprints = [Fingerprint] })
            .ShouldHaveSingleItem()
            .ShouldStartWith("Is the finding worse than when it was accepted? This suppression does not say");

    [Fact]
    public void One_of_the_finding_itself_does_not_cover_what_got_worse_since_the_earlier_run()
    {
        var worse = Compared(Orders, finding => finding with { Severity = Severity.Low });

        Suppressions.Apply(worse, [Matching with { Fingerprints = [Fingerprint] }]).ShouldSatisfyAllConditions(
            result => result.Counted.Count().ShouldBe(1),
            result => result.SuppressionNotes.ShouldHaveSingleItem().Text.ShouldContain("worse than in the earlier run: severity high "
                + "instead of low"));
        Suppressions.Apply(worse, [Matching]).Counted.ShouldBeEmpty("who accepts a rule accepts whatever it finds");
        Suppressions.Apply(
            worse, [Matching with { Fingerprints = [Fingerprint], AcceptedOn = DateOnly.FromDateTime(Example.Now.UtcDateTime) }])
            .Counted.ShouldBeEmpty("who accepted it after the earlier run saw it as it is");
    }

    [Fact]
    public void Says_who_accepted_it_and_when() =>
        Suppressions.Apply(
            Judged(Orders),
            [Matching with { AcceptedBy = "alice", AcceptedOn = new(2026, 2, 1) }]).Suppressed.ShouldHaveSingleItem().Suppression
            .ShouldBe(new("Public on purpose.", null, "auditor.yaml:2") { AcceptedBy = "alice", AcceptedOn = new(2026, 2, 1) });

    public static TheoryData<string, FindingConditions, bool> Exceptions => new()
    {
        { "the API", new() { Apis = ["ord*"] }, true },
        { "the route", new() { Routes = ["GET /orders"] }, true },
        { "one of its stages", new() { Stages = ["test"] }, true },
        { "the rule", new() { Rules = ["PRB001"] }, true },
        { "the fingerprint", new() { Fingerprints = ["*"] }, false },
        { "another API", new() { Apis = ["payments"] }, false },
        { "another stage", new() { Stages = ["beta"] }, false },
        { "one of two conditions", new() { Apis = ["orders"], Routes = ["POST /orders"] }, false },
        { "both conditions", new() { Apis = ["orders"], Routes = ["GET /*"] }, true },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void What_is_excepted_counts(string what, FindingConditions exception, bool counts) =>
        Suppressions.Apply(
            Judged(Orders.AddStage(Example.AutomaticStage("test"))),
            [Matching with { Except = [new() { Apis = ["nothing"] }, exception] }]).Counted.Any()
            .ShouldBe(counts, what);

    [Fact]
    public void One_that_excepts_all_it_meets_matches_nothing() =>
        Notes(Orders, Matching with { Except = [new() { Apis = ["orders"] }] })
            .ShouldHaveSingleItem()
            .ShouldStartWith("This suppression matches no finding");

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("**", "anything", true)]
    [InlineData("?", "", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[ab]", "a", false)]
    public void Patterns_know_two_characters_and_no_more(string pattern, string name, bool matches) =>
        Suppressions.Apply(
            Judged(Orders.WithApi(api => api with { Name = name, Id = "id" })), [Matching with { Apis = [pattern] }]).Suppressed.Any()
            .ShouldBe(matches);

    [Fact]
    public void A_pattern_that_others_choke_on_is_compared_at_once() =>
        Suppressions.Apply(
            Judged(Orders.WithApi(api => api with { Name = new('a', 20_000) })),
            [Matching with { Apis = [$"{string.Concat(Enumerable.Repeat("a*", 40))}b"] }]).Suppressed.ShouldBeEmpty();

    private static IEnumerable<string> Notes(Estate estate, SuppressionEntry entry) =>
        Suppressions.Apply(Judged(estate), [entry]).SuppressionNotes.Select(note => note.Text);

    private static AuditResult Compared(Estate estate, Func<PastFinding, PastFinding> change)
    {
        var result = Judged(estate);
        return Baseline.Compare(
            result, [.. result.Flagged.Select(PastFinding.Of).Select(change)], "yesterday.json", Example.Now.AddDays(-1));
    }

    private static AuditResult Judged(Estate estate) => Audit.Run(estate, [new ProbeRule<RouteSubject>(_ => ["It is wrong."])]);
}
