using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class OptionsReachesBackendTests : RuleTests<OptionsReachesBackend>
{
    private static readonly Estate Open = SmallEstate.Rest(Example.Route("OPTIONS /orders"));

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "API Gateway answers", estate => estate.WithRoute(route => route with { Integration = (Integration?)Example.Mock }) },
        { "nothing is behind it", estate => estate.WithRoute(route => route with { Integration = (Integration?)null }) },
        { "IAM", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam }) },
        { "another verb, which another rule judges", estate => estate.WithRoute(route => route with { Key = "GET /orders" }) },
        { "a PRIVATE API", estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private }) },
    };

    [Fact]
    public void Flags_an_open_OPTIONS_that_a_backend_answers() =>
        Check(Open).ShouldFlag("send requests through route 'OPTIONS /orders' of API 'orders' on stage 'prod' to its backend")
            .Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Open)).ShouldBeClean(change);

    [Fact]
    public void An_HTTP_API_with_a_CORS_configuration_answers_itself()
    {
        var open = SmallEstate.Http(Example.Route("OPTIONS /{proxy+}"));

        Check(open).ShouldFlag("'OPTIONS /{proxy+}'");
        Check(open.WithApi(api => api with { Cors = new() { AllowOrigins = ["https://example.com"] } })).ShouldBeClean();
    }

    [Fact]
    public void An_API_key_is_not_authorization() =>
        Check(Open.WithRoute(route => route with { ApiKeyRequired = true })).ShouldFlag("'OPTIONS /orders'");

    [Fact]
    public void Says_so_when_nobody_knows_what_is_behind_it() =>
        Check(Open.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
