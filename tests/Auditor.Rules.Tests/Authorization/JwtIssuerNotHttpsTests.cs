using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class JwtIssuerNotHttpsTests : RuleTests<JwtIssuerNotHttps>
{
    private static readonly Estate Plain = SmallEstate.Http(Example.Route(
        "GET /orders", AuthorizationKind.Jwt) with
    { AuthorizerId = "z9" }).AddAuthorizer(
        new() { Id = "z9", Name = "tokens", Type = AuthorizerType.Jwt, JwtIssuer = "http://issuer.example.com", JwtAudience = ["orders"] });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "no route asks it, which another rule judges", estate => estate.WithRoute(route => route with { AuthorizerId = "other" }) },
        { "HTTPS", estate => estate.WithAuthorizer(authorizer => authorizer with { JwtIssuer = "https://issuer.example.com" }) },
        {
            "a Lambda authorizer has no issuer",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Request })
        },
        { "no issuer", estate => estate.WithAuthorizer(authorizer => authorizer with { JwtIssuer = null }) },
    };

    [Fact]
    public void Flags_an_issuer_without_TLS() =>
        Check(Plain).ShouldFlag(
            "JWT authorizer 'tokens' of API 'orders' trusts issuer 'http://issuer.example.com'").Severity.ShouldBe(Severity.High);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Plain)).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Plain.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
