using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class DanglingIntegrationTests : RuleTests<DanglingIntegration>
{
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
    private const string ByVariable = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:${stageVariables.fn}/invocations";

    private static readonly Estate Gone = SmallEstate.Rest()
        .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = false }] });
    private static readonly Estate Unresolved = Calling(Example.Url("https://old.example.com/orders/{id}"))
        .WithScope(scope => scope with { BackendHosts = [new() { Name = "old.example.com", Exists = false }] });
    private static readonly Estate Unlinked = Calling(Example.Url(
        "https://internal.example.com") with
    { ThroughVpcLink = true, ConnectionId = "link1" });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "the function is there", estate => estate.WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = true }] }) },
        { "nothing is behind the route", estate => estate.WithRoute(route => route with { Integration = (Integration?)null }) },
        { "API Gateway answers itself", estate => estate.WithIntegration(_ => Example.Mock) },
        {
            "another service of AWS's",
            estate =>
                estate.WithIntegration(
                    integration => integration with { Type = IntegrationType.Aws, Uri = "arn:aws:apigateway:eu-west-1:s3:path/bucket/key" })
        },
        { "no stage serves the route", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
    };

    public static TheoryData<string, Func<Estate, Estate>> CleanHosts => new()
    {
        {
            "DNS knows it",
            estate => estate.WithScope(scope => scope with { BackendHosts = [new() { Name = "OLD.example.com.", Exists = true }] })
        },
        { "an address", estate => estate.WithIntegration(integration => integration with { Uri = "https://203.0.113.7/orders" }) },
        {
            "a name that is nobody's in public",
            estate => estate.WithIntegration(integration => integration with { Uri = "https://backend/orders" })
        },
        { "an IPv6 address", estate => estate.WithIntegration(integration => integration with { Uri = "https://[2001:db8::7]/orders" }) },
        {
            "another host with each request",
            estate => estate.WithIntegration(integration => integration with { Uri = "https://{tenant}.example.com/orders" })
        },
        {
            "what is in a VPC is not asked of DNS",
            estate => estate.WithIntegration(integration => integration with { ThroughVpcLink = true, ConnectionId = null })
        },
    };

    // What AWS makes up nobody can choose: Amazon CloudFront distributions, API Gateway, Elastic Load Balancing, Lambda function URLs.
    [Theory]
    [InlineData("d111111abcdef8.cloudfront.net", Severity.Low)]
    [InlineData("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com", Severity.Low)]
    [InlineData("orders-1234567890.eu-west-1.elb.amazonaws.com", Severity.Low)]
    [InlineData("orders-0123456789abcdef.elb.eu-west-1.amazonaws.com", Severity.Low)]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws", Severity.Low)]
    [InlineData("orders.eu-west-1.elasticbeanstalk.com", Severity.High)]
    [InlineData("old.example.com", Severity.High)]
    [InlineData("cloudfront.net.example.com", Severity.High)]
    public void A_name_that_AWS_gives_out_is_nobodys_to_take(string host, Severity severity) =>
        Check(Calling(Example.Url($"https://{host}/orders"))
            .WithScope(scope => scope with { BackendHosts = [new() { Name = host, Exists = false }] }))
            .ShouldFlag($"host '{host}'").Severity.ShouldBe(severity, host);

    [Fact]
    public void Flags_a_function_that_is_gone()
    {
        var finding = Check(Gone).ShouldFlag("Route 'GET /orders' of API 'orders' (stage 'prod') calls Lambda function", $"'{Arn}'");
        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.High);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Gone)).ShouldBeClean(change);

    [Theory]
    [InlineData("live")]
    [InlineData("7")]
    public void An_alias_or_version_can_be_gone_from_a_function_that_is_there(string qualifier)
    {
        var estate = Calling(
            Example.Lambda with { Uri = Example.Lambda.Uri?.Replace("/invocations", $":{qualifier}/invocations", StringComparison.Ordinal) })
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = true }, new() { Arn = Arn, Qualifier = qualifier, Exists = false }] });

        Check(estate).ShouldFlag($"'{Arn}:{qualifier}'");
        Check(estate.WithScope(
            scope => scope with { Functions = [new() { Arn = Arn, Exists = false }, new() { Arn = Arn, Qualifier = qualifier, Exists = true }] }))
            .ShouldBeClean();
    }

    // An HTTP API names a function by its ARN alone.
    [Fact]
    public void Flags_HTTP_and_WebSocket_APIs()
    {
        Check(SmallEstate.Http(Behind("GET /orders", Arn))
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = false }] }))
            .ShouldFlag($"'{Arn}'");
        Check(SmallEstate.WebSocket(Behind("$connect", Example.Lambda.Uri))
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = false }] }))
            .ShouldFlag("'$connect'");
    }

    [Fact]
    public void Flags_a_host_that_dns_does_not_know()
    {
        var finding = Check(Unresolved).ShouldFlag("sends its requests to host 'old.example.com'");
        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Theory]
    [MemberData(nameof(CleanHosts))]
    public void One_change_makes_a_host_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unresolved)).ShouldBeClean(change);

    [Fact]
    public void A_vpc_link_that_is_gone_can_be_made_again_by_nobody() =>
        Check(Unlinked).ShouldFlag("goes through VPC link 'link1', which is gone").Severity.ShouldBe(Severity.Low);

    [Theory]
    [InlineData("AVAILABLE")]
    [InlineData("INACTIVE")]
    public void A_vpc_link_that_sleeps_is_still_there(string status) =>
        Check(Unlinked.WithScope(
            scope => scope with { VpcLinks = ImmutableArray.Create(new VpcLink { Id = "link1", Name = "link", Status = status }) }))
            .ShouldBeClean();

    [Fact]
    public void The_same_address_is_another_function_on_each_stage()
    {
        var estate = Calling(Example.Lambda with { Uri = ByVariable })
            .AddStage(Example.RestStage("old"))
            .WithStage(stage => stage with { Variables = [new() { Name = "fn", Value = stage.Name == "old" ? "orders-old" : "orders" }] })
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = true }, new() { Arn = $"{Arn}-old", Exists = false }] });

        Check(estate).ShouldFlag($"'{Arn}-old'").Stages.ShouldBe(["old"]);
    }

    [Fact]
    public void A_vpc_link_can_be_named_by_a_variable_too() =>
        Check(Calling(Example.Url("https://internal.example.com") with { ThroughVpcLink = true, ConnectionId = "${stageVariables.link}" })
            .WithStage(stage => stage with { Variables = [new() { Name = "link", Value = "link9" }] })).ShouldFlag("'link9'");

    [Fact]
    public void Of_a_variable_without_a_value_nobody_can_take_the_place() =>
        Check(Calling(Example.Lambda with { Uri = ByVariable })).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_variable_was_not_stored() =>
        Check(Calling(Example.Lambda with { Uri = ByVariable })
            .WithStage(stage => stage with { Variables = [new() { Name = "fn", Redacted = true }] }))
            .ShouldBeInconclusive("The value of stage variable 'fn' of stage 'prod' looked like a secret and was not stored.");

    // canarySettings.stageVariableOverrides (aws-facts.md A.3).
    [Theory]
    [InlineData("fn", "orders-old", true)]
    [InlineData("fn", "orders", false)]
    [InlineData("other", "orders-old", false)]
    public void A_canary_may_set_the_variable_otherwise(string name, string value, bool isDangling)
    {
        var findings = Check(Calling(Example.Lambda with { Uri = ByVariable })
            .WithStage(stage => stage with { Canary = new() { PercentTraffic = 10, DeploymentId = "d2", VariableOverrides = [new() { Name = name, Value = value }] }, Variables = [new() { Name = "fn", Value = "orders" }] })
            .WithApi(api => api with { Deployments = [.. api.Deployments, Example.Deployment("d2", api.Routes.Value)] })
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = true }, new() { Arn = $"{Arn}-old", Exists = false }] }));

        if (isDangling)
        {
            findings.ShouldFlag($"'{Arn}-old'");
        }
        else
        {
            findings.ShouldBeClean();
        }
    }

    [Fact]
    public void A_canary_may_serve_the_same_deployment_with_other_variables() =>
        Check(Calling(Example.Lambda with { Uri = ByVariable })
            .WithStage(stage => stage with { Canary = new() { PercentTraffic = 10, DeploymentId = stage.DeploymentId ?? "", VariableOverrides = [new() { Name = "fn", Value = "orders-old" }] }, Variables = [new() { Name = "fn", Value = "orders" }] })
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = true }, new() { Arn = $"{Arn}-old", Exists = false }] }))
                .ShouldFlag($"'{Arn}-old'");

    // AccessDenied is no proof: 'not found' is.
    [Fact]
    public void Says_so_when_the_function_could_not_be_looked_up() =>
        Check(Gone.WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = Example.Denied }] }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_nobody_looked() =>
        Check(Gone.WithScope(scope => scope with { Functions = [] })).ShouldBeInconclusive($"Lambda was not asked for '{Arn}'.");

    [Fact]
    public void Says_so_when_dns_gave_no_answer() =>
        Check(Unresolved.WithScope(scope => scope with { BackendHosts = [new() { Name = "old.example.com", Exists = Example.Denied }] }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_vpc_links_could_not_be_listed() =>
        Check(Unlinked.WithScope(scope => scope with { VpcLinks = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate Calling(Integration integration) =>
        SmallEstate.Rest(Example.Route("GET /orders") with { Integration = (Integration?)integration });

    private static Route Behind(string key, string? uri) =>
        Example.Route(key) with { Integration = (Integration?)new Integration { Type = IntegrationType.AwsProxy, Uri = uri } };

    [Theory]
    [InlineData("FAILED", true)]
    [InlineData("DELETING", true)]
    [InlineData("AVAILABLE", false)]
    [InlineData("PENDING", false)]
    [InlineData("INACTIVE", false)]
    [InlineData(null, false)]
    public void A_link_that_failed_is_as_good_as_gone(string? status, bool isFlagged)
    {
        var findings = Check(Unlinked.WithScope(
            scope => scope with { VpcLinks = ImmutableArray.Create(new VpcLink { Id = "link1", Name = "backend", Status = status, StatusMessage = "no load balancer" }) }));

        findings.Length.ShouldBe(isFlagged ? 1 : 0);
        findings.ShouldAllBe(finding => finding.Severity == Severity.Low && finding.Message.Contains("every call fails"));
    }
}
