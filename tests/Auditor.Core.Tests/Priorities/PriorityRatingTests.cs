using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Results;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Tests.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Priorities;

/// <summary>How soon somebody should look at a finding, and that the reasons say why.</summary>
public sealed class PriorityRatingTests
{
    private const string Role = "arn:aws:iam::111122223333:role/queue-writer";
    private const string WebAclArn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1";

    // A POST that anyone can send to production.
    private static readonly Estate Open = Tagged(SmallEstate.Rest(Example.Route("POST /orders")), "environment", "production");

    private static readonly Integration Queue = new()
    {
        Type = IntegrationType.Aws,
        Uri = "arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders",
        CredentialsArn = Role,
    };

    /// <summary>One change each: what it is, the estate, the score, and what the reasons say of it.</summary>
    public static TheoryData<string, Estate, int, string> Rows => new()
    {
        {
            "the worst that there is but for its path", Open, 78,
            "high severity; anyone on the internet, without credentials; it takes POST; called within 30 days; no web ACL and no limit "
                + "on requests of its own in front; tagged 'environment=production'"
        },
        {
            "its path is for administration", Tagged(SmallEstate.Rest(Example.Route("POST /admin/reindex")), "environment", "production"),
            85, "its path says 'admin', it takes POST"
        },
        {
            "whole segments only", Tagged(SmallEstate.Rest(Example.Route("POST /administrative-regions")), "environment", "production"), 78,
            "it takes POST"
        },
        {
            "it reads what is for administration", Tagged(SmallEstate.Rest(Example.Route("GET /admin/users")), "environment", "production"),
            81, "its path says 'admin', it reads"
        },
        { "it reads", Tagged(SmallEstate.Rest(Example.Route("GET /orders")), "environment", "production"), 68, "it reads" },
        {
            "it answers every verb", Tagged(SmallEstate.Rest(Example.Route("ANY /{proxy+}")), "environment", "production"), 75,
            "it answers every verb"
        },
        {
            "nothing is behind it",
            Tagged(
                SmallEstate.Rest(Example.Route("GET /ping") with { Integration = (Integration?)Example.Mock }),
                "environment",
                "production"),
            51, "API Gateway answers it itself"
        },
        {
            "it acts under a role of which nothing was read", Unread(WithQueue(Open)), 82,
            "it acts under a role of which nothing was read, it takes POST"
        },
        {
            "it acts under a role",
            WithRole("""{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:111122223333:orders"}"""), 81,
            "it acts under a role, it takes POST"
        },
        {
            "it acts under a role that may do anything", WithRole("""{"Effect":"Allow","Action":"*","Resource":"*"}"""), 85,
            "it acts under a role that may do anything"
        },
        {
            "IAM asks for a signature",
            Tagged(SmallEstate.Rest(Example.Route("POST /orders", AuthorizationKind.AwsIam)), "environment", "production"), 35,
            "the own VPC or account; it takes POST"
        },
        {
            "a private API",
            Tagged(
                SmallEstate.Rest(Example.Route("POST /orders"))
                    .WithApi(api => api with { EndpointType = EndpointType.Private, ResourcePolicy = FromOneVpc }),
                "environment",
                "production"),
            35, "the own VPC or account"
        },
        { "nobody calls", WithStage(Open, stage => stage with { Usage = Example.Unused }), 55, "no request in 30 days" },
        {
            "how often it is called",
            WithStage(Open, stage => stage with { Usage = new Usage { WindowDays = 90, AnyRequest = true, Requests = 12_345 } }), 78,
            "12,345 requests in 90 days"
        },
        {
            "whether anybody calls is not known", WithStage(Open, stage => stage with { Usage = Example.Denied }), 74,
            "whether anybody calls it was not read"
        },
        {
            "not by stage, but nobody calls the API",
            WithStage(Open, stage => stage with { Usage = Example.Denied }).WithApi(api => api with { Usage = Example.Unused }), 55,
            "no request in 30 days"
        },
        { "a web ACL", WithStage(Open, stage => stage with { WebAclArn = WebAclArn }), 74, "a web ACL in front" },
        {
            "a limit", WithStage(Open, stage => stage with { Settings = [Limit(50)] }), 77,
            "no web ACL in front, at most 50 requests a second"
        },
        {
            "the limit that API Gateway writes by itself", WithStage(Open, stage => stage with { Settings = [Limit(10_000)] }), 78,
            "no limit on requests of its own"
        },
        {
            "the limit of another route", WithStage(Open, stage => stage with { Settings = [Limit(50) with { Key = "GET /orders" }] }), 78,
            "no limit on requests of its own"
        },
        {
            "the limit of the route",
            WithStage(Open, stage => stage with { Settings = [Limit(10_000), Limit(5) with { Key = "POST /orders" }] }), 77,
            "at most 5 requests a second"
        },
        { "a sandbox by its tag", Tagged(SmallEstate.Rest(Example.Route("POST /orders")), "Env", "Sandbox"), 59, "tagged 'Env=Sandbox'" },
        {
            "the stage's tag before the API's", WithStage(Open, stage => stage with { Tags = stage.Tags.Add("environment", "test") }), 59,
            "tagged 'environment=test'"
        },
        {
            "a tag that is none of an environment", Tagged(SmallEstate.Rest(Example.Route("POST /orders")), "team", "production"), 76,
            "production by the name of stage 'prod'"
        },
        {
            "a stage that is not production by its name",
            WithStage(SmallEstate.Rest(Example.Route("POST /orders")), stage => stage with { Name = "dev" }), 63,
            "not production by the name of stage 'dev'"
        },
        {
            "a stage whose name says nothing",
            WithStage(SmallEstate.Rest(Example.Route("POST /orders")), stage => stage with { Name = "v1" }), 72,
            "no tag says which environment it is"
        },
        {
            "an HTTP API has no web ACL", Tagged(SmallEstate.Http(Example.Route("POST /orders")), "environment", "production"), 78,
            "no limit on requests of its own in front"
        },
        {
            "a WebSocket API takes messages", Tagged(SmallEstate.WebSocket(Example.Route("$connect")), "environment", "production"), 73,
            "it takes messages"
        },
    };

    private const string FromOneVpc = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}]}""";

    [Theory]
    [MemberData(nameof(Rows))]
    public void Follows_from_what_was_read(string what, Estate estate, int score, string reason)
    {
        var priority = Only<RouteSubject>(estate);

        priority.ToString().ShouldContain(reason, customMessage: what);
        priority.Score.ShouldBe(score, $"{what}: {priority}");
    }

    [Fact]
    public void Is_100_times_the_percentages_of_its_reasons()
    {
        foreach (var row in Rows)
        {
            var priority = Only<RouteSubject>((Estate)row[1]!);
            var product = priority.Reasons.Aggregate(100.0, (score, reason) => score * reason.Percent / 100);
            Math.Abs(product - priority.Score).ShouldBeLessThan(0.51, (string)row[0]!);
            priority.Reasons.Select(reason => reason.Factor).ShouldBe(Enum.GetValues<PriorityFactor>(), "each factor once and in order");
        }
    }

    [Theory]
    [InlineData(Severity.Critical, 92)]
    [InlineData(Severity.High, 78)]
    [InlineData(Severity.Medium, 55)]
    [InlineData(Severity.Low, 32)]
    public void Follows_the_severity_also_of_the_configuration(Severity severity, int score)
    {
        Only<RouteSubject>(Open, severity).Score.ShouldBe(score);
        var set = SeverityOverrides.Apply(
            Run<RouteSubject>(Open, Severity.High), ImmutableDictionary<string, Severity>.Empty.Add("PRB001", severity));
        set.Findings.ShouldHaveSingleItem().Priority!.Score.ShouldBe(score);
    }

    [Fact]
    public void Of_an_API_is_that_of_its_most_urgent_route_which_it_names()
    {
        var estate = Tagged(
            SmallEstate.Rest(
                Example.Route("GET /orders"),
                Example.Route("DELETE /orders/{id}"),
                Example.Route("POST /orders", AuthorizationKind.AwsIam)),
            "environment",
            "production");

        foreach (var priority in new[] { Only<ApiSubject>(estate), Only<StageSubject>(estate) })
        {
            priority.Score.ShouldBe(78);
            priority.ToString().ShouldContain("of its routes 'DELETE /orders/{id}': it takes DELETE");
        }
    }

    [Fact]
    public void Of_a_domain_name_is_that_of_what_it_leads_to()
    {
        var estate = Open with { Scopes = [Open.Scopes[0] with { Domains = ImmutableArray.Create(Example.Domain(), Example.Domain("idle.example.com", "other")) }] };

        var findings = Run<DomainSubject>(estate, Severity.High).Findings;
        findings.Select(finding => (finding.Subject.Identity.Arn.Contains("idle", StringComparison.Ordinal), finding.Priority!.Score))
            .ShouldBe([(true, 85), (false, 78)]);
        findings[1].Priority!.ToString().ShouldContain("tagged 'environment=production'");
    }

    [Fact]
    public void Of_an_API_without_a_stage_is_low() =>
        Only<ApiSubject>(Open.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }))
            .ToString()
            .ShouldContain("it has no stage, so nobody can call it");

    [Fact]
    public void Takes_what_could_not_be_read_for_nearly_the_worst_and_says_so()
    {
        var priority = Only<ApiSubject>(Open.WithApi(
            api => api with { Usage = Example.Denied, Stages = ImmutableArray.Create(Example.RestStage() with { DeploymentId = null, Usage = Example.Denied }) }));
        priority.Score.ShouldBeGreaterThan(20);
        priority.ToString().ShouldContain("whether anybody calls it was not read");
    }

    [Fact]
    public void Puts_the_more_urgent_first_among_findings_of_one_severity()
    {
        var estate = SmallEstate.Rest(Example.Route("GET /a"), Example.Route("POST /admin/z"), Example.Route("POST /b"));
        Run<RouteSubject>(estate, Severity.High).Findings.Select(finding => finding.Subject.Identity.Route)
            .ShouldBe(["POST /admin/z", "POST /b", "GET /a"]);
    }

    [Fact]
    public void Is_not_for_what_could_not_be_told()
    {
        var rule = new ProbeRule<RouteSubject>(_ => throw new UnknownFactException(Example.Denied));
        Audit.Run(Open, [rule]).Findings.ShouldHaveSingleItem().Priority.ShouldBeNull();
    }

    [Fact]
    public void Is_the_same_from_run_to_run() =>
        Run<RouteSubject>(Open, Severity.High).Findings.Select(finding => $"{finding.Priority}")
            .ShouldBe(Run<RouteSubject>(Open, Severity.High).Findings.Select(finding => $"{finding.Priority}"));

    private static RouteSettings Limit(double rate) =>
        new() { Key = RouteSettings.DefaultKey, ThrottlingRate = rate, ThrottlingBurst = rate };

    private static Estate Tagged(Estate estate, string key, string value) =>
        estate.WithApi(api => api with { Tags = api.Tags.Add(key, value) });

    private static Estate WithStage(Estate estate, Func<Stage, Stage> change) =>
        estate.WithApi(api => api with { Stages = api.Stages.Select(stages => stages.Select(change).ToImmutableArray()) });

    private static Estate WithQueue(Estate estate) =>
        estate.WithApi(api => api with { Routes = ImmutableArray.Create(Example.Route("POST /orders") with { Integration = (Integration?)Queue }) });

    private static Estate Unread(Estate estate) => estate with { Accounts = [] };

    private static Estate WithRole(string statement)
    {
        var policy = new IdentityPolicy
        {
            Arn = "arn:aws:iam::111122223333:policy/p",
            Name = "p",
            Kind = IdentityPolicyKind.CustomerManaged,
            AttachedTo = [Role],
            Document = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
        };
        return WithQueue(Open) with
        {
            Accounts = [new() { Id = Example.Account, IdentityPolicies = ImmutableArray.Create(policy), Principals = ImmutableArray.Create(new Principal { Arn = Role, Type = PrincipalType.Role }) }],
        };
    }

    private static Priority Only<TSubject>(Estate estate, Severity severity = Severity.High)
        where TSubject : Subject => Run<TSubject>(estate, severity).Findings.ShouldHaveSingleItem().Priority.ShouldNotBeNull();

    private static AuditResult Run<TSubject>(Estate estate, Severity severity)
        where TSubject : Subject => Audit.Run(estate, [new Fixed<TSubject>(severity)]);

    // Its severity does not fall with the audience: only the factors are in question.
    private sealed class Fixed<TSubject>(Severity severity)
        : Rule<TSubject>(new() { Id = "PRB001", Name = "probe", Title = "A probe", Category = Category.Other, Severity = severity, AppliesTo = [ApiKind.Rest, ApiKind.Http, ApiKind.WebSocket] })
        where TSubject : Subject
    {
        protected override IEnumerable<Finding> Check(TSubject subject, RuleContext context) =>
            [Flag(subject, "It is wrong.") with { SeverityIsFixed = true }];
    }
}
