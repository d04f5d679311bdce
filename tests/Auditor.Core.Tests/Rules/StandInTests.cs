using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Rules;

/// <summary>
/// README: what was not read never counts as clean. A verdict that hangs on what stands in for it says so, at medium confidence at most;
/// one that does not stays as sure as it is.
/// </summary>
public sealed class StandInTests
{
    private static readonly Estate Unread = SmallEstate.Rest()
        .WithDeployment(deployment => deployment with { Definition = Example.Denied });

    [Fact]
    public void What_hangs_on_no_stand_in_is_sure()
    {
        var finding = Run(Unread, (subject, _) => true).ShouldHaveSingleItem();

        (finding.Outcome, finding.Confidence, finding.Message).ShouldBe((Outcome.Flagged, Confidence.High, "It is wrong."));
    }

    [Fact]
    public void What_hangs_on_the_integration_says_so()
    {
        var finding = Run(
            Unread,
            (subject, context) => Routes(subject, context).Any(route => route.Route.Integration.Value is { Type: IntegrationType.AwsProxy }))
            .ShouldHaveSingleItem();

        (finding.Outcome, finding.Confidence).ShouldBe((Outcome.Flagged, Confidence.Medium));
        finding.Message.ShouldContain("were read from the API's working copy");
    }

    [Fact]
    public void What_was_not_flagged_and_might_be_is_not_known() =>
        Run(
            Unread,
            (subject, context) => Routes(subject, context).Any(route => route.Route.Integration.Value is { Type: IntegrationType.Mock }))
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Inconclusive);

    // Methods and their authorization are in the deployment's summary.
    [Fact]
    public void What_cannot_be_otherwise_is_clean() =>
        Run(
            Unread,
            (subject, context) => Routes(subject, context).Any(route => route.Route.Authorization.Value is AuthorizationKind.AwsIam))
            .ShouldBeEmpty();

    [Fact]
    public void Where_all_was_read_nothing_is_qualified()
    {
        var read = SmallEstate.Rest()
            .WithDeployment(deployment => deployment with { Definition = new DeployedDefinition { Routes = [Example.Route("GET /orders")], Authorizers = [], ApiKeySource = "HEADER" } });

        Run(
            read,
            (subject, context) => Routes(subject, context).Any(route => route.Route.Integration.Value is { Type: IntegrationType.AwsProxy }))
            .ShouldHaveSingleItem().Confidence.ShouldBe(Confidence.High);
    }

    // docs/exposure-model.md: severity is lowered only by what was read. The policy that is saved lets in one network.
    [Fact]
    public void A_policy_that_stands_in_for_the_deployed_one_lowers_nothing()
    {
        const string Office = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}""";
        var narrow = Unread.WithApi(api => api with { ResourcePolicy = Office });
        var read = narrow.WithDeployment(
            deployment => deployment with { Definition = new DeployedDefinition { Routes = [Example.Route("GET /orders")], Authorizers = [], ResourcePolicy = Office } });

        Audit.Run(narrow, [new RouteProbe()]).Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.High);
        Audit.Run(read, [new RouteProbe()]).Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Medium);
    }

    private static IEnumerable<DeployedRoute> Routes(ApiSubject subject, RuleContext context) =>
        subject.Api.Stages.Value.SelectMany(stage => context.Exposure.RoutesOf(subject.Scope, subject.Api, stage).Value);

    private static ImmutableArray<Finding> Run(Estate estate, Func<ApiSubject, RuleContext, bool> isWrong) =>
        Audit.Run(estate, [new Probe(isWrong)]).Findings;

    private sealed class Probe(Func<ApiSubject, RuleContext, bool> isWrong) : Rule<ApiSubject>(new()
    {
        Id = "PRB001",
        Name = "probe",
        Title = "A probe",
        Category = Category.Hygiene,
        Severity = Severity.High,
        Needs = Needs.Routes,
        SeverityFollowsExposure = false,
    })
    {
        protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context) =>
            isWrong(subject, context) ? [Flag(subject, "It is wrong.")] : [];
    }

    private sealed class RouteProbe() : RouteRule(new()
    {
        Id = "PRB002",
        Name = "route-probe",
        Title = "A probe of routes",
        Category = Category.Hygiene,
        Severity = Severity.High,
        Needs = Needs.Routes,
    })
    {
        protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) => new(stages => $"It is wrong on {stages}.");
    }
}
