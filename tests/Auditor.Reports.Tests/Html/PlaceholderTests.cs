using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Reports.Html;

namespace Auditor.Reports.Tests.Html;

/// <summary>What pages write in braces is what the thing has, or stays as it is.</summary>
public sealed class PlaceholderTests
{
    private static readonly Route Orders = new()
    {
        Key = "POST /orders/{orderId}",
        Authorization = AuthorizationKind.None,
        Integration = (Integration?)null,
    };
    private static readonly Stage Prod = new() { Name = "prod", AutoDeploy = true };
    private static readonly Api Api = new()
    {
        Id = "a1",
        Name = "orders",
        Kind = ApiKind.Http,
        Stages = ImmutableArray.Create(Prod),
        Routes = ImmutableArray.Create(Orders),
    };
    private static readonly Scope Scope = new()
    {
        Account = "111122223333",
        Region = "eu-west-1",
        HttpAndWebSocketApis = ImmutableArray.Create(Api),
        RestApis = ImmutableArray<Api>.Empty,
    };

    private static readonly ImmutableArray<(Subject Subject, string Filled)> Things =
    [
        (new ApiSubject(Scope, Api), "account=111122223333 region=eu-west-1 apiId=a1 apiName=orders partition=aws "
            + "arn=arn:aws:apigateway:eu-west-1::/apis/a1"),
        (new ApiSubject(Scope with { Partition = "aws-cn" }, Api), "partition=aws-cn arn=arn:aws-cn:apigateway:eu-west-1::/apis/a1"),
        (new StageSubject(Scope, Api, Prod), "stage=prod apiId=a1"),
        (new RouteSubject(
            Scope, Api, Orders.Key, DeployedRoutes.Of(Scope, Api, Prod).Value), "route=POST /orders/{orderId} method=POST apiId=a1"),
        (new AuthorizerSubject(
            Scope, Api, new Authorizer { Id = "z1", Name = "jwt", Type = AuthorizerType.Jwt }), "authorizerId=z1 apiId=a1"),
        (new DomainSubject(Scope, new Domain { Name = "api.example.com" }), "domain=api.example.com account=111122223333"),
        (new UsagePlanSubject(Scope, new UsagePlan { Id = "u1", Name = "gold" }), "usagePlanId=u1"),
        (new ApiKeySubject(Scope, new ApiKey { Id = "k1", Name = "partner" }), "apiKeyId=k1"),
        (new VpcLinkSubject(Scope, new VpcLink { Id = "v1", Name = "link" }), "vpcLinkId=v1"),
        (new PortalSubject(
            Scope,
            new Portal { Id = "p1", Name = "docs", Arn = "arn:aws:apigateway:eu-west-1::/portals/p1" }), "portalId=p1 arn=arn:aws:apigateway:eu-west-1::/portals/p1"),
    ];

    private static Finding About(Subject subject) =>
        new Probe().Run(subject, new RuleContext(default, new ExposureMap(new() { CollectedAt = default }))).Single();

    private sealed class Probe() : Rule<Subject>(
        new() { Id = "PRB001", Name = "probe", Title = "A probe", Category = Category.Other, Severity = Severity.Low })
    {
        protected override IEnumerable<Finding> Check(Subject subject, RuleContext context) => [Flag(subject, "It is wrong.")];
    }

    [Fact]
    public void What_a_thing_has_is_filled_in()
    {
        foreach (var (subject, filled) in Things)
        {
            foreach (var (name, value) in Parse(filled))
            {
                new Placeholders(About(subject)).Fill($"x {{{name}}} y").ShouldBe($"x {value} y", subject.GetType().Name);
            }
        }
    }

    [Fact]
    public void Every_name_that_a_page_may_use_is_known() =>
        RulePage.Placeholders.Except(Things.SelectMany(thing => Parse(thing.Filled)).Select(pair => pair.Name), StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("GET /$(id)")]
    [InlineData("GET /a;id")]
    [InlineData("GET /{a,b} ")]
    [InlineData("GET /a\nid")]
    [InlineData("`id`")]
    public void A_route_that_means_something_to_a_shell_is_not(string key) =>
        new Placeholders(About(new RouteSubject(Scope, Api, key, DeployedRoutes.Of(Scope, Api, Prod).Value)))
            .Fill("'{route}'")
            .ShouldBeNull();

    [Theory]
    [InlineData("'{route}'", "'$connect'")]
    [InlineData("{route}", null)]
    public void A_name_that_API_Gateway_gives_is_filled_in_between_quotes(string text, string? filled) =>
        new Placeholders(About(new RouteSubject(Scope, Api, "$connect", DeployedRoutes.Of(Scope, Api, Prod).Value)))
            .Fill(text)
            .ShouldBe(filled);

    private static IEnumerable<(string Name, string Value)> Parse(string filled) =>
        System.Text.RegularExpressions.Regex.Matches(filled, "([A-Za-z]+)=(.*?)(?= [A-Za-z]+=|$)")
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));
}
