using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Tests.Rules;

public sealed class AuditTests
{
    private static readonly Unknown Denied = new("GetStages was denied.") { Operation = "apigateway:GetStages", Code = "AccessDeniedException" };

    private static readonly Api Orders = new()
    {
        Id = "a1",
        Name = "orders",
        Kind = ApiKind.Http,
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(new Stage { Name = "dev", AutoDeploy = true }, new Stage { Name = "prod", AutoDeploy = true }),
        Routes = ImmutableArray.Create(
            new Route { Key = "GET /orders", Authorization = AuthorizationKind.None, Integration = (Integration?)null }),
        Authorizers = ImmutableArray<Authorizer>.Empty,
    };

    private static Estate EstateOf(params Api[] apis) => new()
    {
        CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        Scopes =
        [
            new()
            {
                Account = "111122223333",
                Region = "eu-west-1",
                RestApis = apis.Where(api => api.IsRest).ToImmutableArray(),
                HttpAndWebSocketApis = apis.Where(api => !api.IsRest).ToImmutableArray(),
                Domains = ImmutableArray<Domain>.Empty,
                UsagePlans = ImmutableArray<UsagePlan>.Empty,
            },
        ],
    };

    [Fact]
    public void What_was_worked_out_of_places_that_rules_are_done_with_goes_where_it_is_much()
    {
        const int Places = 30;
        var api = Orders with
        {
            Stages = ImmutableArray.Create(new Stage { Name = "prod", AutoDeploy = true }),
            Routes = Enumerable.Range(0, 150)
                .Select(number => Orders.Routes.Value[0] with { Key = FormattableString.Invariant($"GET /orders/{number}") })
                .ToImmutableArray(),
        };
        var one = EstateOf(api);
        var many = one with
        {
            Scopes =
            [
                .. Enumerable.Range(0, Places)
                    .Select(number => one.Scopes[0] with { Region = FormattableString.Invariant($"eu-west-{number}") }),
            ],
        };
        // Who can call each of its routes decides how urgent a finding about a stage is.
        var rule = new ProbeRule<StageSubject>(_ => ["It is wrong."]);
        var (ofOne, ofMany) = (Audit.Run(one, [rule]), Audit.Run(many, [rule]));

        ofOne.Exposure.RoutesKept.ShouldBeGreaterThanOrEqualTo(2 * 150, "each route, and who can call it");
        ofMany.Exposure.RoutesKept.ShouldBeLessThan(Places * ofOne.Exposure.RoutesKept / 2);
        ofMany.Findings.Length.ShouldBe(Places);
        ofMany.Findings.Select(finding => (finding.Priority?.Score, finding.Audience)).Distinct()
            .ShouldBe([(ofOne.Findings[0].Priority?.Score, ofOne.Findings[0].Audience)]);
        var kept = ofMany.Exposure.RoutesKept;
        many.Scopes.Sum(ofMany.Exposure.OpenRoutesOf).ShouldBe(Places * ofOne.Exposure.OpenRoutesOf(one.Scopes[0]));
        ofMany.Exposure.RoutesKept.ShouldBe(kept, "how many are open was counted while it was known who can call them");
        ofMany.Exposure.AudienceOf(many.Scopes[0], api).ShouldBe(ofOne.Exposure.AudienceOf(one.Scopes[0], api));
    }

    [Fact]
    public void A_finding_says_which_thing_it_is_about()
    {
        var result = Audit.Run(
            EstateOf(Orders), [new ProbeRule<StageSubject>(stage => stage.Stage.Name == "prod" ? ["It is wrong."] : [])]);
        var finding = result.Findings.ShouldHaveSingleItem();
        finding.Subject.Identity.ShouldBe(new ResourceIdentity
        {
            Account = "111122223333",
            Region = "eu-west-1",
            Arn = "arn:aws:apigateway:eu-west-1::/apis/a1/stages/prod",
            ApiId = "a1",
            ApiName = "orders",
            Stage = "prod",
        });
        finding.Subject.Pointer.ShouldBe("/scopes/0/httpAndWebSocketApis/0/stages/1");
        result.Tallies.ShouldBe([new(finding.Rule, Looked: 2, Flagged: 1, Inconclusive: 0)]);
        result.IsIncomplete.ShouldBeFalse();
    }

    [Fact]
    public void An_unknown_fact_is_neither_a_pass_nor_a_finding()
    {
        var result = Audit.Run(
            EstateOf(Orders with { Usage = new Unknown("ListMetrics was denied.") }),
            [new ProbeRule<ApiSubject>(api => api.Api.Usage.Value.AnyRequest ? [] : ["Nobody calls it."])]);
        var finding = result.Findings.ShouldHaveSingleItem();
        finding.Outcome.ShouldBe(Outcome.Inconclusive);
        finding.Message.ShouldBe("ListMetrics was denied.");
        result.IsIncomplete.ShouldBeTrue();
    }

    [Fact]
    public void What_was_found_before_the_unknown_is_kept()
    {
        var result = Audit.Run(EstateOf(Orders), [new ProbeRule<ApiSubject>(FlagThenRead)]);
        result.Findings.Select(finding => (finding.Outcome, finding.Message)).ShouldBe(
            [(Outcome.Flagged, "First."), (Outcome.Inconclusive, "What rule 'probe-PRB001' reads of this (APIs and stages) is not in the "
                + "inventory, which was made without the rule or by an earlier version: collect again with it.")]);

        static IEnumerable<string> FlagThenRead(ApiSubject api)
        {
            yield return "First.";
            yield return $"{api.Api.Usage.Value}";
        }
    }

    [Fact]
    public void Stages_that_could_not_be_listed_make_every_rule_about_them_inconclusive()
    {
        var unread = Orders with { Id = "a2", Stages = Denied };
        Rule[] rules =
        [
            new ProbeRule<ApiSubject>(_ => [], "PRB001"),
            new ProbeRule<StageSubject>(_ => [], "PRB002"),
            new ProbeRule<RouteSubject>(_ => [], "PRB003"),
            new ProbeRule<StageSubject>(_ => [], "PRB004", Severity.High, ApiKind.Rest),
        ];
        var result = Audit.Run(EstateOf(Orders, unread), rules);
        result.Findings.Select(finding => (finding.Rule.Id, finding.Outcome, finding.Subject.Identity.ApiId, finding.Message)).ShouldBe(
        [
            ("PRB002", Outcome.Inconclusive, "a2", "GetStages was denied."),
            ("PRB003", Outcome.Inconclusive, "a2", "GetStages was denied."),
        ]);
    }

    [Fact]
    public void A_list_of_apis_that_could_not_be_read_makes_every_rule_about_them_inconclusive()
    {
        var estate = EstateOf(Orders);
        estate = estate with { Scopes = [estate.Scopes[0] with { RestApis = Denied }] };
        var result = Audit.Run(
            estate,
            [new ProbeRule<ApiSubject>(_ => [], "PRB001", Severity.High, ApiKind.Rest), new ProbeRule<ApiSubject>(_ => [], "PRB002", Severity.High, ApiKind.Http)]);
        var finding = result.Findings.ShouldHaveSingleItem();
        finding.Rule.Id.ShouldBe("PRB001");
        finding.Subject.ShouldBeOfType<ScopeSubject>();
    }

    [Fact]
    public void A_list_of_apis_that_broke_off_keeps_what_was_read_and_says_that_there_may_be_more()
    {
        var estate = EstateOf(Orders);
        estate = estate with { Scopes = [estate.Scopes[0] with { MoreHttpAndWebSocketApis = Denied }] };
        var result = Audit.Run(estate, [new ProbeRule<ApiSubject>(_ => ["It is wrong."])]);
        result.Findings.Select(finding => finding.Outcome).ShouldBe([Outcome.Flagged, Outcome.Inconclusive]);
    }

    [Fact]
    public void Nothing_is_asked_about_routes_of_an_api_that_has_no_stage()
    {
        var undeployed = Orders with { Stages = ImmutableArray<Stage>.Empty, Routes = default, Authorizers = default };
        var result = Audit.Run(
            EstateOf(undeployed),
            [new ProbeRule<RouteSubject>(_ => ["It is wrong."]), new ProbeRule<AuthorizerSubject>(_ => ["It is wrong."], "PRB002")]);
        result.Findings.ShouldBeEmpty();
        result.IsIncomplete.ShouldBeFalse();
    }

    [Fact]
    public void A_rule_that_throws_is_reported_and_the_rest_go_on()
    {
        var result = Audit.Run(
            EstateOf(Orders),
            [new ProbeRule<ApiSubject>(_ => throw new InvalidOperationException("Oops."), "PRB001"), new ProbeRule<ApiSubject>(_ => ["It is wrong."], "PRB002")]);
        result.Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("PRB002");
        result.Failures.ShouldBe([new(result.Rules[0].Info, "arn:aws:apigateway:eu-west-1::/apis/a1", "InvalidOperationException: Oops.")]);
        result.IsIncomplete.ShouldBeTrue();
    }

    [Fact]
    public void A_gap_makes_the_result_incomplete_even_when_no_rule_asked()
    {
        var gap = new Gap
        {
            Operation = "apigateway:GetAccount",
            Code = "AccessDeniedException",
            Message = "It was denied.",
            Target = "eu-west-1",
            Lost = "Account limits are unknown.",
        };
        var estate = EstateOf(Orders);
        estate = estate with { Scopes = [estate.Scopes[0] with { Gaps = [gap] }] };
        Audit.Run(estate, []).IsIncomplete.ShouldBeTrue();
    }

    [Fact]
    public void The_worst_comes_first_and_the_order_does_not_depend_on_the_order_of_rules()
    {
        Rule[] rules =
        [
            new ProbeRule<ApiSubject>(_ => ["Low."], "PRB001", Severity.Low),
            new ProbeRule<StageSubject>(_ => ["High."], "PRB002"),
            new ProbeRule<ApiSubject>(_ => ["High."], "PRB003"),
        ];
        var there = Audit.Run(EstateOf(Orders), rules).Findings;
        there.Select(finding => finding.Rule.Id).ShouldBe(["PRB002", "PRB003", "PRB002", "PRB001"]);
        Audit.Run(EstateOf(Orders), rules.Reverse()).Findings.Select(finding => finding.Fingerprint)
            .ShouldBe(there.Select(finding => finding.Fingerprint));
    }

    [Fact]
    public void A_fingerprint_hangs_on_the_thing_and_not_on_words()
    {
        string Fingerprint(Api api, string message, string id = "PRB001") =>
            Audit.Run(EstateOf(api), [new ProbeRule<ApiSubject>(_ => [message], id)]).Findings.ShouldHaveSingleItem().Fingerprint;
        var one = Fingerprint(Orders, "One way to say it.");
        Fingerprint(Orders, "Another way to say it.").ShouldBe(one);
        Fingerprint(Orders with { Name = "renamed" }, "One way to say it.").ShouldBe(one);
        Fingerprint(Orders with { Id = "a2" }, "One way to say it.").ShouldNotBe(one);
        Fingerprint(Orders, "One way to say it.", "PRB002").ShouldNotBe(one);
        one.ShouldMatch("^[0-9a-f]{32}$");
    }

    [Theory]
    [InlineData(Severity.High, EndpointType.Regional, null, Severity.High)]
    [InlineData(Severity.High, EndpointType.Private, null, Severity.Low)]
    [InlineData(Severity.Critical, EndpointType.Private, null, Severity.Medium)]
    [InlineData(Severity.Medium, EndpointType.Private, null, Severity.Low)]
    public void Severity_falls_where_fewer_can_reach_the_thing(Severity severity, EndpointType type, string? policy, Severity expected)
    {
        var api = Orders with
        {
            Kind = ApiKind.Rest,
            EndpointType = type,
            ResourcePolicy = policy,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1" }),
            Deployments = [new() { Id = "d1", Methods = ImmutableArray.Create(new DeployedMethod { Key = "GET /orders", Authorization = AuthorizationKind.None }) }],
        };
        Audit.Run(
            EstateOf(api),
            [new ProbeRule<ApiSubject>(_ => ["It is wrong."], "PRB001", severity)]).Findings.ShouldHaveSingleItem().Severity.ShouldBe(expected);
    }

    [Fact]
    public void Severity_does_not_fall_where_it_is_unknown_who_can_reach_the_thing()
    {
        var api = Orders with { Routes = new Unknown("GetRoutes was denied.") };
        Audit.Run(
            EstateOf(api),
            [new ProbeRule<ApiSubject>(_ => ["It is wrong."])]).Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.High);
    }

    [Fact]
    public void A_policy_that_cannot_be_read_ends_nothing()
    {
        var broken = Orders with
        {
            Kind = ApiKind.Rest,
            ResourcePolicy = $$"""{"Statement": {"Sid": "{{(char)0xD800}}", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"} }""",
        };
        var exposed = new ExposureProbe();
        var plain = new ProbeRule<ApiSubject>(_ => ["It is wrong."]);

        var result = Audit.Run(EstateOf(broken), [exposed, plain]);

        result.Failures.ShouldBeEmpty();
        result.Findings.Count(finding => finding.Outcome is Outcome.Flagged).ShouldBe(1);
        result.Findings.Single(finding => finding.Outcome is Outcome.Inconclusive).Message.ShouldContain(
            "The resource policy of API 'orders' cannot be read");
    }

    /// <summary>Asks from where requests reach an API.</summary>
    private sealed class ExposureProbe() : Rule<ApiSubject>(new()
    {
        Id = "AGW1999",
        Name = "exposure-probe",
        Title = "Somebody can call it",
        Category = Category.Authorization,
        Severity = Severity.High,
    })
    {
        protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context) =>
            context.Exposure.AudienceOf(subject.Scope, subject.Api).Value is Core.Exposure.Audience.Nobody
                ? []
                : [Flag(subject, "Somebody can call it.")];
    }
}
