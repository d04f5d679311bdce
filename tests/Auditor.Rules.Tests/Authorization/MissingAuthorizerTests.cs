using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class MissingAuthorizerTests : RuleTests<MissingAuthorizer>
{
    private static readonly Authorizer Tokens = new() { Id = "z9", Name = "tokens", Type = AuthorizerType.Token };

    private static readonly Estate Dangling = SmallEstate.Rest(Example.Route(
        "GET /orders", AuthorizationKind.Custom) with
    { AuthorizerId = "z9" });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "the authorizer exists", estate => estate.AddAuthorizer(Tokens) },
        { "IAM needs none", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam }) },
        {
            "no authorization is another rule's", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.None })
        },
    };

    [Fact]
    public void Flags_a_route_whose_authorizer_is_gone()
    {
        var finding = Check(Dangling).ShouldFlag(
            "Route 'GET /orders' of API 'orders' on stage 'prod' should be guarded by authorizer 'z9', which the API does not have");

        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.Medium, "a deployment's summary does not tell the authorizer");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Dangling)).ShouldBeClean(change);

    [Fact]
    public void Flags_a_route_that_names_no_authorizer() =>
        Check(SmallEstate.Http(Example.Route("GET /orders", AuthorizationKind.Jwt)).AddAuthorizer(Tokens))
            .ShouldFlag("should be guarded by an authorizer but names none").Confidence.ShouldBe(Confidence.High);

    [Fact]
    public void Another_authorizer_does_not_help() => Check(Dangling.AddAuthorizer(Tokens with { Id = "other" })).ShouldFlag("'z9'");

    [Fact]
    public void An_authorizer_of_that_id_in_another_API_does_not_help() =>
        Check(Dangling.AddApi(Example.RestApi(Example.Route("GET /orders", AuthorizationKind.Custom) with { AuthorizerId = "z9" }) with
        {
            Id = "second",
            Authorizers = ImmutableArray.Create(Tokens),
        })).ShouldFlag("'z9'").Subject.Identity.ApiId.ShouldBe(Example.ApiId);

    [Fact]
    public void What_is_no_longer_in_the_working_copy_is_not_known() =>
        Check(Dangling.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None, AuthorizerId = null }))
            .ShouldBeInconclusive(
                "Method 'GET /orders' is deployed with an authorizer, the working copy has something else by now, and a deployment's "
                    + "summary does not say which authorizer it is.");

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Dangling.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Unknown_authorizers_do_not_matter_to_a_route_that_names_none() =>
        Check(SmallEstate.Http(Example.Route("GET /orders", AuthorizationKind.Jwt))
            .WithApi(api => api with { Authorizers = Example.Denied }))
            .ShouldFlag("names none");
}
