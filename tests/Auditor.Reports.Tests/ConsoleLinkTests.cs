using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Reports.Tests.Examples;

namespace Auditor.Reports.Tests;

public sealed class ConsoleLinkTests
{
    private static readonly Api Rest = Acme.Rest("a1b2c3d4e5", "orders", Acme.Route("GET /orders", AuthorizationKind.None));

    // AWS General Reference, "AWS Management Console"; AWS GovCloud user guide, "Signing up"; "Amazon Web Services in China".
    [Theory]
    [InlineData("aws", "eu-west-1", "console.aws.amazon.com")]
    [InlineData("aws-us-gov", "us-gov-west-1", "console.amazonaws-us-gov.com")]
    [InlineData("aws-cn", "cn-north-1", "console.amazonaws.cn")]
    [InlineData("aws-iso", "us-iso-east-1", null)]
    public void Each_partition_has_a_console_of_its_own(string partition, string region, string? host) =>
        (ConsoleLink.Of(Scope(partition, region), Rest)?.AbsoluteUri).ShouldBe(host is null
            ? null
            : $"https://{host}/apigateway/main/apis/a1b2c3d4e5/resources?api=a1b2c3d4e5&region={region}");

    [Fact]
    public void An_API_a_stage_and_a_route_have_pages_of_their_own()
    {
        var scope = Scope("aws", "eu-west-1");
        var http = Rest with { Kind = ApiKind.Http };

        string? Of(Subject subject) => ConsoleLink.Of(subject)?.PathAndQuery;
        Of(new ApiSubject(scope, http)).ShouldBe("/apigateway/main/api-detail?api=a1b2c3d4e5&region=eu-west-1");
        Of(new StageSubject(scope, Rest, Rest.Stages.Value[0]))
            .ShouldBe("/apigateway/main/apis/a1b2c3d4e5/stages?api=a1b2c3d4e5&region=eu-west-1");
        Of(new RouteSubject(scope, http, "GET /orders", [])).ShouldBe("/apigateway/main/develop/routes?api=a1b2c3d4e5&region=eu-west-1");
        Of(new DomainSubject(scope, new() { Name = "api.acme.example" })).ShouldBeNull();
    }

    [Fact]
    public void An_id_from_a_file_that_anybody_wrote_leads_nowhere_else()
    {
        var link = ConsoleLink.Of(Scope("aws", "x&region=y"), Rest with { Id = "../../evil?api=1#\"><script>" });

        link.ShouldNotBeNull().Host.ShouldBe("console.aws.amazon.com");
        link.AbsolutePath.ShouldStartWith("/apigateway/main/apis/");
        link.Fragment.ShouldBeEmpty();
        link.AbsoluteUri.ShouldNotContain("\"");
    }

    private static Scope Scope(string partition, string region) => new() { Account = Acme.Account, Region = region, Partition = partition };
}
