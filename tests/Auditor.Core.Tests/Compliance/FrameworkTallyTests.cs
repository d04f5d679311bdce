using System.Collections.Immutable;
using Auditor.Core.Compliance;
using Auditor.Core.Findings;
using Auditor.Core.Frameworks;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Compliance;

public sealed class FrameworkTallyTests
{
    private const string Weakness = "CWE-778";
    private const string WebAcl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/1";

    private static readonly string[] Everything =
    [
        "APIGateway.1", "APIGateway.2", "APIGateway.3", "APIGateway.4", "APIGateway.5", "APIGateway.8", "APIGateway.9", "APIGateway.10",
        "APIGateway.11",
        "WAF.10", "WAF.11", "CIS-AWS-7.0 4.10",
    ];

    private static readonly Estate Rest = SmallEstate.Rest();
    private static readonly Estate Http = SmallEstate.Http();
    private static readonly RouteSettings Logged = new() { Key = RouteSettings.DefaultKey, LoggingLevel = "ERROR" };
    private static readonly RouteSettings Cached = new() { Key = RouteSettings.DefaultKey, CachingEnabled = true };

    private sealed class StageRule(Func<StageSubject, string?> check, string id, ImmutableArray<string> frameworks)
        : Rule<StageSubject>(
            new() { Id = id, Name = $"probe-{id}", Title = "A probe", Category = Category.Other, Severity = Severity.High, Frameworks = frameworks })
    {
        protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context) =>
            check(subject) is { } message ? [Flag(subject, message), Flag(subject, message) with { SubKey = "2" }] : [];
    }

    private static readonly StageRule Asks = new(_ => null, "PRB001", [.. Everything]);

    /// <summary>
    /// What each control says of one thing, with one change from what it fails or passes (Security Hub CSPM controls for Amazon API
    /// Gateway, ... for AWS WAF).
    /// </summary>
    public static TheoryData<string, string, Estate, ControlVerdict> Judged => new()
    {
        { "APIGateway.1", "no settings", Rest, ControlVerdict.Failed },
        {
            "APIGateway.1", "a stage that a template only refers to",
            OfStage(Rest, stage => stage with { NotInTemplate = "It is elsewhere." }),
            ControlVerdict.NotApplicable
        },
        {
            "APIGateway.8", "a route that a template only refers to",
            Http.WithApi(api => api with
            {
                Routes = api.Routes.Value.Select(route => route with { NotInTemplate = "It is elsewhere." }).ToImmutableArray(),
            }),
            ControlVerdict.NotApplicable
        },
        { "APIGateway.1", "ERROR for all", OfStage(Rest, stage => stage with { Settings = [Logged] }), ControlVerdict.Passed },
        {
            "APIGateway.1", "INFO for all", OfStage(Rest, stage => stage with { Settings = [Logged with { LoggingLevel = "INFO" }] }),
            ControlVerdict.Passed
        },
        {
            "APIGateway.1", "OFF", OfStage(Rest, stage => stage with { Settings = [Logged with { LoggingLevel = "OFF" }] }),
            ControlVerdict.Failed
        },
        {
            "APIGateway.1", "one method OFF",
            OfStage(Rest, stage => stage with { Settings = [Logged, new() { Key = "GET /orders", LoggingLevel = "OFF" }] }),
            ControlVerdict.Failed
        },
        {
            "APIGateway.1", "one method that says nothing",
            OfStage(Rest, stage => stage with { Settings = [Logged, new() { Key = "GET /orders" }] }), ControlVerdict.Passed
        },
        { "APIGateway.1", "a WebSocket API", SmallEstate.WebSocket(), ControlVerdict.Failed },
        { "APIGateway.1", "an HTTP API, which has no such log", Http, ControlVerdict.NotApplicable },
        { "APIGateway.2", "no certificate", Rest, ControlVerdict.Failed },
        { "APIGateway.2", "a certificate", OfStage(Rest, stage => stage with { ClientCertificateId = "c1" }), ControlVerdict.Passed },
        { "APIGateway.2", "an HTTP API", Http, ControlVerdict.NotApplicable },
        { "APIGateway.3", "no tracing", Rest, ControlVerdict.Failed },
        { "APIGateway.3", "tracing", OfStage(Rest, stage => stage with { TracingEnabled = true }), ControlVerdict.Passed },
        { "APIGateway.4", "no web ACL", Rest, ControlVerdict.Failed },
        {
            "APIGateway.4", "no web ACL on a private API", Rest.WithApi(api => api with { EndpointType = EndpointType.Private }),
            ControlVerdict.Failed
        },
        { "APIGateway.4", "a web ACL", OfStage(Rest, stage => stage with { WebAclArn = WebAcl }), ControlVerdict.Passed },
        { "APIGateway.4", "a WebSocket API, which can have none", SmallEstate.WebSocket(), ControlVerdict.NotApplicable },
        { "APIGateway.5", "no cache", Rest, ControlVerdict.NotApplicable },
        {
            "APIGateway.5", "a cache that no method uses", OfStage(Rest, stage => stage with { CacheClusterEnabled = true }),
            ControlVerdict.NotApplicable
        },
        {
            "APIGateway.5", "settings of a cache that is off", OfStage(Rest, stage => stage with { Settings = [Cached] }),
            ControlVerdict.NotApplicable
        },
        {
            "APIGateway.5", "an open cache", OfStage(Rest, stage => stage with { CacheClusterEnabled = true, Settings = [Cached] }),
            ControlVerdict.Failed
        },
        {
            "APIGateway.5", "an encrypted cache",
            OfStage(Rest, stage => stage with { CacheClusterEnabled = true, Settings = [Cached with { CacheDataEncrypted = true }] }),
            ControlVerdict.Passed
        },
        { "APIGateway.8", "an open route", Http, ControlVerdict.Failed },
        { "APIGateway.8", "IAM", SmallEstate.Http(Example.Route("GET /orders", AuthorizationKind.AwsIam)), ControlVerdict.Passed },
        {
            "APIGateway.8", "OPTIONS beside it",
            SmallEstate.Http(Example.Route("GET /orders", AuthorizationKind.Jwt), Example.Route("OPTIONS /orders")), ControlVerdict.Failed
        },
        {
            "APIGateway.8", "a key only", SmallEstate.WebSocket(Example.Route("$connect") with { ApiKeyRequired = true }),
            ControlVerdict.Failed
        },
        {
            "APIGateway.8", "a route of WebSocket API that cannot ask",
            SmallEstate.WebSocket(Example.Route("$connect", AuthorizationKind.AwsIam), Example.Route("$default")), ControlVerdict.Failed
        },
        { "APIGateway.8", "nobody reaches it", Http.WithApi(api => api with { DisableExecuteApiEndpoint = true }), ControlVerdict.Failed },
        { "APIGateway.8", "a REST API, at which no control looks", Rest, ControlVerdict.NotApplicable },
        {
            "APIGateway.8", "what could not be read",
            SmallEstate.Http(Example.Route("GET /orders") with { Authorization = Example.Denied }), ControlVerdict.CouldNotTell
        },
        {
            "APIGateway.8", "routes that could not be listed", Http.WithApi(api => api with { Routes = Example.Denied }),
            ControlVerdict.CouldNotTell
        },
        { "APIGateway.9", "no log", Http, ControlVerdict.Failed },
        {
            "APIGateway.9", "a format without a destination",
            OfStage(Http, stage => stage with { AccessLog = new() { Format = "$context.requestId" } }), ControlVerdict.Failed
        },
        { "APIGateway.9", "a log", OfStage(Http, stage => stage with { AccessLog = Log }), ControlVerdict.Passed },
        { "APIGateway.9", "a REST API", Rest, ControlVerdict.NotApplicable },
        { "APIGateway.10", "no private integration", Http, ControlVerdict.NotApplicable },
        { "APIGateway.10", "without TLS", SmallEstate.Http(Private(hasTls: false)), ControlVerdict.Failed },
        { "APIGateway.10", "with TLS", SmallEstate.Http(Private(hasTls: true)), ControlVerdict.Passed },
        {
            "APIGateway.10", "with TLS and without",
            SmallEstate.Http(Private(hasTls: true), Private(hasTls: false) with { Key = "GET /b" }), ControlVerdict.Failed
        },
        { "APIGateway.11", "no domain name", Http, ControlVerdict.NotApplicable },
        { "APIGateway.11", "TLS_1_0", WithPolicy("TLS_1_0"), ControlVerdict.Failed },
        { "APIGateway.11", "TLS_1_2", WithPolicy("TLS_1_2"), ControlVerdict.Failed },
        { "APIGateway.11", "the first of five", WithPolicy("SecurityPolicy_TLS13_1_3_2025_09"), ControlVerdict.Passed },
        { "APIGateway.11", "the second", WithPolicy("SecurityPolicy_TLS13_1_3_FIPS_2025_09"), ControlVerdict.Passed },
        { "APIGateway.11", "the third", WithPolicy("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09"), ControlVerdict.Passed },
        { "APIGateway.11", "the fourth", WithPolicy("SecurityPolicy_TLS13_2025_EDGE"), ControlVerdict.Passed },
        { "APIGateway.11", "the fifth", WithPolicy("SecurityPolicy_TLS12_PFS_2025_EDGE"), ControlVerdict.Passed },
        { "APIGateway.11", "another with a long name", WithPolicy("SecurityPolicy_TLS13_1_2_2021_06"), ControlVerdict.Failed },
        { "APIGateway.11", "another edge policy", WithPolicy("SecurityPolicy_TLS12_2018_EDGE"), ControlVerdict.Failed },
        {
            "APIGateway.11", "a private name, fixed at TLS 1.2",
            WithDomain(domain => domain with { SecurityPolicy = null, EndpointType = EndpointType.Private }), ControlVerdict.Failed
        },
        { "APIGateway.11", "an answer without a policy", WithPolicy(null), ControlVerdict.CouldNotTell },
        { "WAF.10", "no web ACL", Rest, ControlVerdict.NotApplicable },
        { "WAF.10", "one without rules", WithWebAcl(new() { Arn = WebAcl, Definition = Empty }), ControlVerdict.Failed },
        {
            "WAF.10", "one with a rule that does nothing",
            WithWebAcl(new() { Arn = WebAcl, Definition = Empty with { Rules = [new() { Name = "r", Statement = "GeoMatchStatement", Action = WafAction.Count }] } }),
            ControlVerdict.Passed
        },
        { "WAF.10", "one that was not read", WithWebAcl(new() { Arn = "another" }), ControlVerdict.CouldNotTell },
        {
            "WAF.10", "WAF Classic, which has controls of its own",
            OfStage(Rest, stage => stage with { WebAclArn = "arn:aws:waf-regional:eu-west-1:111122223333:webacl/1" }),
            ControlVerdict.NotApplicable
        },
        { "WAF.11", "no web ACL", Rest, ControlVerdict.NotApplicable },
        { "WAF.11", "no log", WithWebAcl(new() { Arn = WebAcl, IsLogged = false }), ControlVerdict.Failed },
        { "WAF.11", "a log", WithWebAcl(new() { Arn = WebAcl, IsLogged = true }), ControlVerdict.Passed },
        { "WAF.11", "denied", WithWebAcl(new() { Arn = WebAcl, IsLogged = Example.Denied }), ControlVerdict.CouldNotTell },
        { "CIS-AWS-7.0 4.10", "a REST stage without a log", Rest, ControlVerdict.Failed },
        { "CIS-AWS-7.0 4.10", "a log", OfStage(Rest, stage => stage with { AccessLog = Log }), ControlVerdict.Passed },
        {
            "CIS-AWS-7.0 4.10", "a private API, which has no public endpoint",
            Rest.WithApi(api => api with { EndpointType = EndpointType.Private }), ControlVerdict.NotApplicable
        },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void A_control_judges_what_it_is_about(string control, string what, Estate estate, ControlVerdict verdict) =>
        Tally(Audit.Run(estate, [Asks]), control).Verdict.ShouldBe(verdict, what);

    public static TheoryData<string> Controls => [.. Everything];

    [Theory]
    [MemberData(nameof(Controls))]
    public void What_could_not_be_listed_is_no_pass(string control)
    {
        var unread = Rest.WithScope(
            scope => scope with { RestApis = Example.Denied, HttpAndWebSocketApis = Example.Denied, Domains = Example.Denied });

        Tally(Audit.Run(unread, [Asks]), control).Verdict.ShouldBe(ControlVerdict.CouldNotTell);
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public void Where_there_is_nothing_it_is_not_applicable(string control) =>
        Tally(Audit.Run(SmallEstate.Of(), [Asks]), control).Verdict.ShouldBe(ControlVerdict.NotApplicable);

    [Theory]
    [MemberData(nameof(Controls))]
    public void What_nobody_asked_is_not_assessed(string control) =>
        Tally(Audit.Run(Rest, [new StageRule(_ => null, "PRB001", [Weakness])]), control).Verdict.ShouldBe(ControlVerdict.NotAssessed);

    [Fact]
    public void What_failed_and_was_accepted_is_an_exception_with_who_accepted_it()
    {
        var result = Audit.Run(Rest, [new StageRule(_ => "It is wrong.", "PRB001", ["APIGateway.4"])]);
        var accepted = result with { Findings = [.. result.Findings.Select(finding => finding with { Suppression = new("Known.", null, "auditor.yaml:1") { AcceptedBy = "alice" } })] };

        var tally = Tally(accepted, "APIGateway.4");

        tally.Verdict.ShouldBe(ControlVerdict.Excepted);
        tally.Answers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            answer => answer.Thing.ShouldBe("arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/prod"),
            answer => answer.Why.ShouldBe("no web ACL"),
            answer => answer.Exception.ShouldNotBeNull().AcceptedBy.ShouldBe("alice"));
        Tally(
            result with { Findings = [accepted.Findings[0], result.Findings[1]] },
            "APIGateway.4").Verdict.ShouldBe(ControlVerdict.Failed, "one of two is not accepted");
    }

    [Fact]
    public void What_no_finding_is_about_is_not_accepted_by_anything() =>
        Tally(
            Audit.Run(Rest, [new StageRule(_ => null, "PRB001", ["APIGateway.4"])]),
            "APIGateway.4").Verdict.ShouldBe(ControlVerdict.Failed);

    [Fact]
    public void Requirements_of_others_follow_from_controls_of_Security_Hub()
    {
        var result = Audit.Run(
            OfStage(Rest, stage => stage with { WebAclArn = WebAcl }),
            [new StageRule(_ => null, "PRB001", ["APIGateway.1", "APIGateway.4"])]);

        Tally(result, "NIST.800-53.r5 AC-4(21)")
            .ShouldSatisfyAllConditions(
                tally => tally.Verdict.ShouldBe(ControlVerdict.Passed), tally => tally.FollowsFrom.ShouldBe(["APIGateway.4"]));
        Tally(result, "NIST.800-53.r5 AU-2")
            .ShouldSatisfyAllConditions(
                tally => tally.Verdict.ShouldBe(ControlVerdict.Failed),
                tally => tally.FollowsFrom.ShouldBe(["APIGateway.1", "APIGateway.9"]));
        Tally(result, "NIST.800-53.r5 AC-3").Verdict.ShouldBe(ControlVerdict.NotAssessed);
        result.Rules[0].Info.Frameworks.ShouldContain("NIST.800-53.r5 AC-4(21)");
    }

    /// <summary>
    /// CSF 2.0 Informative References; SP 800-53 Rev. 5 to ISO/IEC 27001:2022, Table 2; AICPA, TSC 2017 to SP 800-53 Rev. 5; SP 800-66 Rev.
    /// 1, Appendix D.
    /// </summary>
    public static TheoryData<string, string, string> Crosswalked => new()
    {
        { "NIST-CSF-2.0 PR.AA-05", "AC-3", "APIGateway.8" },
        { "NIST-CSF-2.0 PR.DS-01", "SC-13 SC-28", "APIGateway.2 APIGateway.5" },
        { "NIST-CSF-2.0 PR.PS-04", "AU-2 AU-3 AU-12", "APIGateway.1 APIGateway.9" },
        { "NIST-CSF-2.0 DE.CM-01", "AU-12 CA-7", "APIGateway.1 APIGateway.3 APIGateway.9" },
        { "ISO-27001:2022 A.5.15", "AC-3", "APIGateway.8" },
        { "ISO-27001:2022 A.8.15", "AU-3 AU-12", "APIGateway.1 APIGateway.9" },
        { "ISO-27001:2022 A.8.24", "SC-13", "APIGateway.2 APIGateway.5" },
        { "TSC-2017 CC6.6", "AC-17(2)", "APIGateway.2" },
        { "TSC-2017 CC7.2", "AU-10 AU-12", "APIGateway.1 APIGateway.9" },
        { "HIPAA 164.312(b)", "AU-2 AU-3", "APIGateway.1 APIGateway.9" },
    };

    [Theory]
    [MemberData(nameof(Crosswalked))]
    public void Requirements_of_crosswalks_say_what_they_follow_from(string requirement, string via, string behind) =>
        Tally(Audit.Run(Rest, [Asks]), requirement).ShouldSatisfyAllConditions(
            tally => tally.Via.ShouldBe(via.Split(' ').Select(number => $"NIST.800-53.r5 {number}")),
            tally => tally.FollowsFrom.ShouldBe(behind.Split(' ')));

    [Fact]
    public void A_requirement_of_a_crosswalk_passes_when_all_behind_it_does_and_is_not_assessed_when_nothing_was_asked()
    {
        var cached = OfStage(
            Rest,
            stage => stage with { CacheClusterEnabled = true, Settings = [Cached with { CacheDataEncrypted = true }], ClientCertificateId = "c1" });

        Tally(Audit.Run(cached, [Asks]), "ISO-27001:2022 A.8.24").Verdict.ShouldBe(ControlVerdict.Passed);
        Tally(
            Audit.Run(cached with { Scopes = [cached.Scopes[0] with { RestApis = new Unknown("denied") }] }, [Asks]),
            "ISO-27001:2022 A.8.24").Verdict.ShouldBe(ControlVerdict.CouldNotTell);
        Tally(Audit.Run(Http, [Asks]), "ISO-27001:2022 A.8.24").Verdict.ShouldBe(ControlVerdict.NotApplicable);
        Tally(
            Audit.Run(cached, [new StageRule(_ => null, "PRB001", ["APIGateway.1"])]),
            "ISO-27001:2022 A.8.24").Verdict.ShouldBe(ControlVerdict.NotAssessed);
    }

    [Fact]
    public void A_Region_that_is_closed_on_purpose_leaves_no_control_open()
    {
        var closed = Rest with { Scopes = [.. Rest.Scopes, new() { Account = Example.Account, Region = "us-east-1", RestApis = new Unknown("denied"), HttpAndWebSocketApis = new Unknown("denied"), Domains = new Unknown("denied"), ClosedBy = "It is closed." }] };

        foreach (var control in Everything)
        {
            Tally(Audit.Run(closed, [Asks]), control).ShouldSatisfyAllConditions(
                tally => tally.CouldNotTell.ShouldBe(0, control),
                tally => tally.Verdict.ShouldBe(Tally(Audit.Run(Rest, [Asks]), control).Verdict, control));
        }
    }

    [Fact]
    public void Every_crosswalk_names_its_source_and_what_it_leaves_out_and_only_what_Security_Hub_names()
    {
        var named = Everything.SelectMany(control => SecurityHubCrosswalk.Of(control)).ToHashSet(StringComparer.Ordinal);
        foreach (var crosswalk in PublishedCrosswalks.All)
        {
            crosswalk.Source.ShouldNotBeNullOrWhiteSpace();
            crosswalk.NotDerived.ShouldEndWith(".");
            crosswalk.Rows.SelectMany(row => row.Nist).Except(named, StringComparer.Ordinal).ShouldBeEmpty(crosswalk.Framework);
        }
    }

    [Fact]
    public void Of_a_weakness_each_thing_counts_once_and_nothing_passes()
    {
        var estate = Rest.WithApi(
            api => api with { Stages = new[] { "good", "fine", "bad", "dark", "odd" }.Select(name => Example.RestStage(name)).ToImmutableArray() });
        var rule = new StageRule(ByName, "PRB001", [Weakness]);

        var tally = Tally(Audit.Run(estate, [rule]), Weakness);

        (tally.Passed, tally.Failed, tally.CouldNotTell, tally.Suppressed).ShouldBe((2, 1, 2, 0));
        tally.Rules.Select(info => info.Id).ShouldBe(["PRB001"]);
        Tally(Audit.Run(Rest, [rule]), Weakness).Verdict.ShouldBe(ControlVerdict.NothingFound);
    }

    [Fact]
    public void A_control_that_nothing_asks_about_is_listed_and_did_not_pass()
    {
        var frameworks = FrameworkTally.Of(Audit.Run(Rest, [new StageRule(_ => null, "PRB001", ["APIGateway.1", Weakness, "ACME-1"])]));

        frameworks.Select(tally => tally.Framework.Id)
            .ShouldBe(
            [
                "fsbp", "nist-800-53", "pci-dss-4", "cis-aws", "nist-csf-2", "iso-27001-2022", "soc-2", "hipaa", "owasp-api-2023", "cwe",
            ]);
        frameworks[0].Controls.Single(control => control.Control.Id == "WAF.12").Verdict.ShouldBe(ControlVerdict.NotAssessed);
        // CWE is too long a list to say of all of it that nobody asked.
        frameworks[^1].Controls.Select(control => control.Control.Id).ShouldBe([Weakness]);
    }

    [Fact]
    public void No_control_is_in_two_frameworks_and_all_that_follows_is_in_one()
    {
        FrameworkCatalogue.All.SelectMany(framework => framework.Controls).Select(control => control.Id).ShouldBeUnique();
        FrameworkCatalogue.Of("NIST.800-53.r5 AC-3").ShouldNotBeNull().Id.ShouldBe("nist-800-53");
        FrameworkCatalogue.Of("ACME-1").ShouldBeNull();
        SecurityHubCrosswalk.Complete([.. Everything]).Where(control => FrameworkCatalogue.Of(control) is null).ShouldBeEmpty();
    }

    private static AccessLog Log =>
        new() { DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:access", Format = "$context.requestId" };

    private static WebAclDefinition Empty => new() { Name = "shop", DefaultAction = WafAction.Allow };

    private static string? ByName(StageSubject stage) => stage.Stage.Name switch
    {
        "bad" => "It is wrong.",
        "dark" => throw new UnknownFactException(new("It was denied.")),
        "odd" => throw new InvalidOperationException("A bug."),
        _ => null,
    };

    private static Route Private(bool hasTls) => Example.Route("GET /a") with
    {
        Integration = (Integration?)new Integration
        {
            Type = IntegrationType.HttpProxy,
            ThroughVpcLink = true,
            ConnectionId = "v1",
            HasTlsConfig = hasTls,
        },
    };

    private static Estate OfStage(Estate estate, Func<Stage, Stage> change) =>
        estate.WithApi(api => api with { Stages = api.Stages.Value.Select(change).ToImmutableArray() });

    private static Estate WithWebAcl(WebAcl acl) =>
        OfStage(Rest, stage => stage with { WebAclArn = WebAcl }).WithScope(scope => scope with { WebAcls = [acl] });

    private static Estate WithPolicy(string? policy) => WithDomain(domain => domain with { SecurityPolicy = policy });

    private static Estate WithDomain(Func<Domain, Domain> change) =>
        Http.WithScope(scope => scope with { Domains = ImmutableArray.Create(change(Example.Domain())) });

    private static ControlTally Tally(AuditResult result, string control) =>
        FrameworkTally.Of(result).SelectMany(framework => framework.Controls).Single(tally => tally.Control.Id == control);
}
