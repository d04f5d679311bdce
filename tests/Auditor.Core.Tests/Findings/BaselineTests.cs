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

/// <summary>A finding is gone only when somebody has looked again.</summary>
public sealed class BaselineTests
{
    private static readonly Unknown Denied = Example.Denied;

    private static readonly Gap Gap = new()
    {
        Operation = "lambda:GetPolicy",
        Code = "AccessDenied",
        Message = "It was denied.",
        Target = Example.Region,
        Lost = "Functions were not assessed.",
    };

    private static readonly Estate Yesterday = (SmallEstate.Http(Example.Route("GET /orders"), Example.Route("GET /carts")) with
    {
        Accounts = [new() { Id = Example.Account, IdentityPolicies = ImmutableArray.Create(new IdentityPolicy { Arn = "arn:aws:iam::111122223333:policy/deploy", Name = "deploy", Kind = IdentityPolicyKind.CustomerManaged, Document = "{}" }) }],
    }).WithScope(scope => scope with
    {
        Domains = ImmutableArray.Create(Example.Domain()),
        Functions = [new() { Arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders" }],
    });

    private static readonly ImmutableArray<Rule> Rules =
    [
        new ProbeRule<RouteSubject>(route => [$"{route.Key} is wrong."], "PRB001"),
        new ProbeRule<StageSubject>(_ => ["The stage is wrong."], "PRB002"),
        new ProbeRule<DomainSubject>(_ => ["The domain name is wrong."], "PRB003"),
        new ProbeRule<FunctionSubject>(_ => ["The function is wrong."], "PRB004"),
        new ProbeRule<IdentityPolicySubject>(_ => ["The policy is wrong."], "PRB005"),
    ];

    private static readonly ImmutableArray<Rule> Silent =
    [
        new ProbeRule<RouteSubject>(_ => [], "PRB001"),
        new ProbeRule<StageSubject>(_ => [], "PRB002"),
        new ProbeRule<DomainSubject>(_ => [], "PRB003"),
        new ProbeRule<FunctionSubject>(_ => [], "PRB004"),
        new ProbeRule<IdentityPolicySubject>(_ => [], "PRB005"),
    ];

    [Fact]
    public void What_both_have_is_unchanged_and_the_rest_is_new()
    {
        var past = Past(Yesterday);

        var result = Compare(Yesterday.AddRoute(Example.Route("GET /news")), Rules, past);

        result.Flagged.Where(finding => finding.Status is FindingStatus.New)
            .ShouldHaveSingleItem().Subject.Identity.Route.ShouldBe("GET /news");
        result.Flagged.Count(finding => finding.Status is FindingStatus.Unchanged).ShouldBe(past.Length);
        result.Comparison.ShouldNotBeNull().Absent.ShouldBeEmpty();
    }

    [Fact]
    public void What_every_rule_looked_at_again_is_gone() => Compare(
        Yesterday, Silent, Past(Yesterday)).Comparison.ShouldNotBeNull().ShouldSatisfyAllConditions(
        comparison =>
            comparison.Absent.Select(finding => finding.RuleId)
                .Order(StringComparer.Ordinal)
                .ShouldBe(["PRB001", "PRB001", "PRB002", "PRB003", "PRB004", "PRB005"]),
        comparison => comparison.NotReread.ShouldBeEmpty());

    [Fact]
    public void What_was_deleted_is_gone() =>
        Compare(
            Yesterday.WithScope(scope => scope with { HttpAndWebSocketApis = ImmutableArray<Api>.Empty, Domains = ImmutableArray<Domain>.Empty, Functions = [] }),
            Rules,
            Past(Yesterday))
            .Comparison.ShouldNotBeNull().Absent.Select(finding => finding.RuleId)
                .ShouldBe(["PRB001", "PRB001", "PRB002", "PRB003", "PRB004"]);

    public static TheoryData<string, Estate, string[]> NotRead => new()
    {
        { "routes", Yesterday.WithApi(api => api with { Routes = Denied }), ["PRB001", "PRB001"] },
        { "stages", Yesterday.WithApi(api => api with { Stages = Denied }), ["PRB001", "PRB001", "PRB002"] },
        { "APIs", Yesterday.WithScope(scope => scope with { HttpAndWebSocketApis = Denied }), ["PRB001", "PRB001", "PRB002"] },
        {
            "APIs after the first page",
            Yesterday.WithScope(scope => scope with { HttpAndWebSocketApis = ImmutableArray<Api>.Empty, MoreHttpAndWebSocketApis = Denied }),
            ["PRB001", "PRB001", "PRB002"]
        },
        { "domain names", Yesterday.WithScope(scope => scope with { Domains = Denied }), ["PRB003"] },
        { "identity policies", Yesterday.WithAccount(account => account with { IdentityPolicies = Denied }), ["PRB005"] },
        {
            "routes, while the functions are not there",
            Yesterday.WithApi(api => api with { Routes = Denied }).WithScope(scope => scope with { Functions = [] }),
            ["PRB001", "PRB001", "PRB004"]
        },
        {
            "something, while the functions are not there", Yesterday.WithScope(scope => scope with { Functions = [], Gaps = [Gap] }),
            ["PRB004"]
        },
        { "the Region", Yesterday with { Scopes = [] }, ["PRB001", "PRB001", "PRB002", "PRB003", "PRB004"] },
        { "the account", Yesterday with { Accounts = [] }, ["PRB005"] },
        {
            "another Region instead", Yesterday.WithScope(scope => scope with { Region = "us-east-1" }),
            ["PRB001", "PRB001", "PRB002", "PRB003", "PRB004"]
        },
    };

    [Theory]
    [MemberData(nameof(NotRead))]
    public void What_could_not_be_read_again_is_not_gone(
        string what,
        Estate today,
        string[] rules) => Compare(today, Silent, Past(Yesterday)).Comparison.ShouldNotBeNull().ShouldSatisfyAllConditions(
        comparison =>
            comparison.NotReread.Select(finding => finding.RuleId).Order(StringComparer.Ordinal).ShouldBe(rules, ignoreOrder: false, what),
        comparison => (comparison.Absent.Length + comparison.NotReread.Length).ShouldBe(6, what));

    [Fact]
    public void A_rule_that_did_not_run_has_looked_at_nothing() =>
        Compare(Yesterday, Silent.RemoveAt(0), Past(Yesterday)).Comparison.ShouldNotBeNull().NotReread.Select(finding => finding.RuleId)
            .ShouldBe(["PRB001", "PRB001"]);

    [Fact]
    public void A_rule_that_failed_has_looked_at_nothing() =>
        Compare(
            Yesterday,
            Silent.SetItem(1, new ProbeRule<StageSubject>(_ => throw new InvalidOperationException("no luck"), "PRB002")),
            Past(Yesterday))
            .Comparison.ShouldNotBeNull().NotReread.ShouldHaveSingleItem().RuleId.ShouldBe("PRB002");

    [Fact]
    public void A_rule_that_cannot_tell_of_one_thing_has_looked_at_the_others()
    {
        var rule = new ProbeRule<RouteSubject>(route => route.Key == "GET /orders" ? [((Fact<string>)Denied).Value] : [], "PRB001");

        var comparison = Compare(Yesterday, Silent.SetItem(0, rule), Past(Yesterday)).Comparison.ShouldNotBeNull();

        comparison.NotReread.Where(finding => finding.RuleId == "PRB001").ShouldHaveSingleItem().Route.ShouldBe("GET /orders");
        comparison.Absent.Where(finding => finding.RuleId == "PRB001").ShouldHaveSingleItem().Route.ShouldBe("GET /carts");
    }

    [Fact]
    public void Questions_about_one_api_say_nothing_about_another()
    {
        var two = Yesterday.AddApi(Example.HttpApi(Example.Route("GET /stock")) with { Id = "z9", Name = "stock" });

        var comparison = Compare(
            two.WithApi(api => api.Id == "z9" ? api with { Routes = Denied } : api), Silent, Past(two)).Comparison.ShouldNotBeNull();

        comparison.NotReread.Where(finding => finding.RuleId == "PRB001").ShouldHaveSingleItem().Route.ShouldBe("GET /stock");
    }

    [Fact]
    public void A_name_that_a_report_shows_with_escapes_is_not_taken_for_another()
    {
        var named = SmallEstate.Http(Example.Route("GET /a\u202Eb"));
        var past = Past(named).Select(finding => finding with { Route = "GET /a\\u202Eb" }).ToImmutableArray();
        var cannotTell = new ProbeRule<RouteSubject>(_ => [((Fact<string>)Denied).Value], "PRB001");

        Compare(named, [cannotTell], past).Comparison.ShouldNotBeNull().NotReread.Select(finding => finding.RuleId).ShouldContain("PRB001");
    }

    [Fact]
    public void What_is_suppressed_now_was_there_before_all_the_same()
    {
        var suppressed = Suppressions.Apply(
            Audit.Run(Yesterday, Rules), [new() { Reason = "Yes.", Where = "auditor.yaml:1", Rules = ["PRB001"] }]);

        Baseline.Compare(suppressed, Past(Yesterday), "yesterday.json", null).ShouldSatisfyAllConditions(
            result => result.Suppressed.ShouldAllBe(finding => finding.Status == FindingStatus.Unchanged),
            result => result.Comparison.ShouldNotBeNull().Absent.ShouldBeEmpty());
    }

    // Removing an address policy, opening an endpoint, adding a stage: the identity stays, and it is not what anybody knew.
    [Fact]
    public void What_got_worse_is_told_with_from_what_to_what()
    {
        var before = Past(Yesterday)
            .Select(finding => finding.RuleId == "PRB001"
                ? finding with { Severity = Severity.Low, Audience = Audience.OthersOrNetwork }
                : finding)
            .ToImmutableArray();

        var result = Compare(Yesterday, Rules, before);

        var worse = result.Flagged.Where(finding => finding.Status is FindingStatus.Worsened).ToList();
        worse.Select(finding => finding.Rule.Id).ShouldBe(["PRB001", "PRB001"]);
        worse[0].Worse.ShouldBe(
        [
            "severity high instead of low",
            "reached from the internet instead of reached by other accounts or from given networks",
        ]);
        worse[0].Evidence.ShouldContain(evidence => evidence.What == Baseline.EvidenceName
            && evidence.Value.StartsWith("severity high instead of low"));
        result.Flagged.Where(finding => finding.Status is FindingStatus.Unchanged).SelectMany(finding => finding.Worse).ShouldBeEmpty();
    }

    [Fact]
    public void What_got_milder_is_unchanged()
    {
        var before = Past(Yesterday).Select(finding => finding with { Severity = Severity.Critical }).ToImmutableArray();

        Compare(Yesterday, Rules, before).Flagged.ShouldAllBe(finding => finding.Status == FindingStatus.Unchanged);
    }

    public static TheoryData<string, Estate, string[]> NotReadBefore => new()
    {
        { "routes", Yesterday.WithApi(api => api with { Routes = Denied }), ["PRB001", "PRB001"] },
        { "stages", Yesterday.WithApi(api => api with { Stages = Denied }), ["PRB001", "PRB001", "PRB002"] },
        {
            "APIs", Yesterday.WithScope(scope => scope with { HttpAndWebSocketApis = Denied, Functions = [] }),
            ["PRB001", "PRB001", "PRB002", "PRB004"]
        },
        { "domain names", Yesterday.WithScope(scope => scope with { Domains = Denied }), ["PRB003"] },
        { "identity policies", Yesterday.WithAccount(account => account with { IdentityPolicies = Denied }), ["PRB005"] },
    };

    [Theory]
    [MemberData(nameof(NotReadBefore))]
    public void What_the_earlier_run_could_not_look_at_is_not_new(string what, Estate yesterday, string[] rules)
    {
        var earlier = Audit.Run(yesterday, Rules);

        var result = Baseline.Compare(
            Audit.Run(Yesterday, Rules), [.. earlier.Flagged.Select(PastFinding.Of)], "yesterday.json", null, Assessment.Of(earlier));

        result.Flagged.Where(finding => finding.Status is FindingStatus.FirstAssessed)
            .Select(finding => finding.Rule.Id)
            .Order(StringComparer.Ordinal)
            .ShouldBe(rules, ignoreOrder: false, what);
        result.Flagged.ShouldNotContain(finding => finding.Status == FindingStatus.New);
    }

    // Half of an API's stages could not be read last night: that the other half has it too is no news of tonight.
    [Theory]
    [InlineData("arn:aws:apigateway:eu-west-1::/apis/a1", false)]
    [InlineData("arn:aws:apigateway:eu-west-1::/apis/b2", true)]
    [InlineData(null, true)]
    public void What_a_finding_grew_by_is_worse_where_the_earlier_run_had_no_question_left(string? open, bool isComparable)
    {
        ResourceIdentity Thing(string arn) => new() { Account = Example.Account, Region = Example.Region, Arn = arn };
        var before = new PastFinding
        {
            Fingerprint = "f",
            RuleId = "PRB001",
            Account = Example.Account,
            Region = Example.Region,
            Resource = "arn:aws:apigateway:eu-west-1::/apis/a1",
            Severity = Severity.Low,
            Stages = ["dev"],
            Named = [NamedThings.Of("route", ["GET /a"])],
            Message = "It is wrong.",
        };
        var earlier = new Assessment(["PRB001"], [], open is null ? [] : [("PRB001", Thing(open))], [], []);

        var later = before with
        {
            Severity = Severity.High,
            Stages = ["dev", "prod"],
            Named = [NamedThings.Of("route", ["GET /a", "GET /b"])],
        };

        Baseline.Seen(before, earlier).WorseIn(later.Gravity)
            .ShouldBe(isComparable
                ? ["severity high instead of low", "also on stage 'prod'", "also route 'GET /b'"]
                : ["severity high instead of low"]);
    }

    [Fact]
    public void What_the_earlier_run_looked_at_and_did_not_find_is_new()
    {
        var earlier = Audit.Run(Yesterday, Silent);

        Baseline.Compare(
            Audit.Run(Yesterday, Rules),
            [],
            "yesterday.json",
            null,
            Assessment.Of(earlier)).Flagged.ShouldAllBe(finding => finding.Status == FindingStatus.New);
    }

    [Fact]
    public void What_comes_with_a_new_account_is_new()
    {
        var earlier = Audit.Run(Yesterday, Rules);
        var grown = Yesterday with { Scopes = [.. Yesterday.Scopes, Yesterday.Scopes[0] with { Account = "444455556666" }] };

        var result = Baseline.Compare(
            Audit.Run(grown, Rules), [.. earlier.Flagged.Select(PastFinding.Of)], "yesterday.json", null, Assessment.Of(earlier));

        result.Flagged.Where(finding => finding.Subject.Identity.Account == "444455556666")
            .ShouldAllBe(finding => finding.Status == FindingStatus.New);
    }

    [Fact]
    public void A_question_of_a_rule_that_the_earlier_run_did_not_ask_is_not_new()
    {
        var earlier = Audit.Run(Yesterday, Rules.RemoveAt(1));

        Baseline.Compare(
            Audit.Run(Yesterday, Rules), [.. earlier.Flagged.Select(PastFinding.Of)], "yesterday.json", null, Assessment.Of(earlier))
            .Flagged.Where(finding => finding.Rule.Id == "PRB002").ShouldHaveSingleItem().Status.ShouldBe(FindingStatus.FirstAssessed);
    }

    [Fact]
    public void What_this_run_was_to_look_at_and_lacks_makes_it_incomplete()
    {
        var without = Compare(Yesterday with { Scopes = [] }, Silent, Past(Yesterday));
        without.Comparison.ShouldNotBeNull().Lost.Length.ShouldBe(5);
        without.IsIncomplete.ShouldBeTrue();

        // Whoever leaves a rule out means to.
        var asked = Compare(Yesterday, Silent.RemoveAt(0), Past(Yesterday));
        asked.Comparison.ShouldNotBeNull().Lost.ShouldBeEmpty();
        asked.IsIncomplete.ShouldBeFalse();
    }

    // Callers reach what stands in a Region that is closed to the scan.
    [Fact]
    public void What_is_in_a_Region_that_was_closed_on_purpose_is_neither_gone_nor_missed_nor_new()
    {
        var closed = Yesterday.WithScope(
            scope => new() { Account = scope.Account, Region = scope.Region, RestApis = Denied, HttpAndWebSocketApis = Denied, ClosedBy = "It is closed." });

        var compared = Compare(closed, Silent, Past(Yesterday));
        compared.Comparison.ShouldNotBeNull().NotReread.Select(finding => finding.RuleId)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["PRB001", "PRB001", "PRB002", "PRB003", "PRB004"]);
        compared.Comparison.Lost.ShouldBeEmpty();
        compared.IsIncomplete.ShouldBeFalse();

        var earlier = Audit.Run(closed, Rules);
        Baseline.Compare(
            Audit.Run(Yesterday, Rules), [.. earlier.Flagged.Select(PastFinding.Of)], "yesterday.json", null, Assessment.Of(earlier))
            .Flagged.Where(finding => finding.Rule.Id != "PRB005").ShouldAllBe(finding => finding.Status == FindingStatus.FirstAssessed);
    }

    [Fact]
    public void A_finding_without_a_place_is_not_gone() =>
        Compare(
            Yesterday,
            Silent,
            [new() { Fingerprint = new('0', 32), RuleId = "PRB001", Message = "" }]).Comparison.ShouldNotBeNull().NotReread.Length.ShouldBe(1);

    [Fact]
    public void What_could_not_be_told_is_neither_new_nor_unchanged() =>
        Compare(
            Yesterday.WithApi(api => api with { Routes = Denied }), Rules, []).Inconclusive.ShouldAllBe(finding => finding.Status == null);

    private static AuditResult Compare(Estate estate, IEnumerable<Rule> rules, ImmutableArray<PastFinding> past) =>
        Baseline.Compare(Audit.Run(estate, rules), past, "yesterday.json", Example.Now);

    private static ImmutableArray<PastFinding> Past(Estate estate) =>
    [
        .. Audit.Run(estate, Rules).Flagged.Select(finding => new PastFinding
        {
            Fingerprint = finding.Fingerprint,
            RuleId = finding.Rule.Id,
            Severity = finding.Severity,
            Account = finding.Subject.Identity.Account,
            Region = finding.Subject.Identity.Region,
            Resource = finding.Subject.Identity.Arn,
            ApiId = finding.Subject.Identity.ApiId,
            Route = finding.Subject.Identity.Route,
            Message = finding.Message,
        }),
    ];
}
