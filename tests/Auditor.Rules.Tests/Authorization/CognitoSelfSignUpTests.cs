using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class CognitoSelfSignUpTests : RuleTests<CognitoSelfSignUp>
{
    private const string PoolArn = $"arn:aws:cognito-idp:{Example.Region}:{Example.Account}:userpool/{PoolId}";
    private const string PoolId = "eu-west-1_Kq7Zt2LwP";

    private static readonly UserPoolSettings Settings = new() { Name = "shoppers", AllowsSelfSignUp = true };

    private static readonly Estate Anybody = With(
        SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.CognitoUserPools) with { AuthorizerId = "z9" })
            .AddAuthorizer(new() { Id = "z9", Name = "users", Type = AuthorizerType.CognitoUserPools, ProviderArns = [PoolArn] }),
        new UserPool { Arn = PoolArn, Settings = Settings });

    private static readonly Estate AnybodyByJwt = With(
        SmallEstate.Http(Example.Route("GET /orders", AuthorizationKind.Jwt) with { AuthorizerId = "z9" })
            .AddAuthorizer(new() { Id = "z9", Name = "tokens", Type = AuthorizerType.Jwt, JwtIssuer = $"https://cognito-idp.eu-west-1.amazonaws.com/{PoolId}", JwtAudience = ["orders"] }),
        new UserPool { Arn = PoolArn, Settings = Settings });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "no route asks it, which another rule judges", estate => estate.WithRoute(route => route with { AuthorizerId = "other" }) },
        {
            "administrators create accounts",
            estate => With(estate, new UserPool { Arn = PoolArn, Settings = Settings with { AllowsSelfSignUp = false } })
        },
        {
            "the pool is gone and signs nobody in",
            estate => With(estate, new UserPool { Arn = PoolArn, Settings = (UserPoolSettings?)null })
        },
        {
            "a Lambda authorizer trusts no pool",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Request })
        },
    };

    [Fact]
    public void Flags_an_authorizer_that_trusts_a_pool_in_which_anybody_signs_up() =>
        Check(Anybody)
            .ShouldFlag("Authorizer 'users' of API 'orders' takes tokens of user pool 'shoppers', in which anybody can create an "
                + "account").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void A_JWT_authorizer_trusts_the_pool_that_its_issuer_is() =>
        Check(AnybodyByJwt).ShouldFlag("Authorizer 'tokens' of API 'orders' takes tokens of user pool 'shoppers'");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Anybody)).ShouldBeClean(change);

    [Theory]
    [InlineData("https://login.example.com/realms/staff")]
    [InlineData("https://cognito-idp.eu-west-1.example.com/eu-west-1_Kq7Zt2LwP")]
    [InlineData("no address")]
    [InlineData(null)]
    public void Another_issuer_is_no_pool(string? issuer) =>
        Check(AnybodyByJwt.WithAuthorizer(authorizer => authorizer with { JwtIssuer = issuer })).ShouldBeClean();

    [Fact]
    public void Each_pool_is_a_finding_of_its_own()
    {
        var second = PoolArn.Replace("Kq7", "Xx1", StringComparison.Ordinal);
        var findings = Check(With(
            Anybody.WithAuthorizer(authorizer => authorizer with { ProviderArns = authorizer.ProviderArns.Add(second) }),
            new UserPool { Arn = PoolArn, Settings = Settings },
            new UserPool { Arn = second, Settings = Settings with { Name = "staff" } }));

        findings.Length.ShouldBe(2);
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    [Fact]
    public void A_pool_that_was_denied_does_not_hide_the_other()
    {
        var second = PoolArn.Replace("Kq7", "Xx1", StringComparison.Ordinal);
        var findings = Check(With(
            Anybody.WithAuthorizer(authorizer => authorizer with { ProviderArns = authorizer.ProviderArns.Insert(0, second) }),
            new UserPool { Arn = PoolArn, Settings = Settings },
            new UserPool { Arn = second, Settings = Example.Denied }));

        findings.OnlyFlagged().Message.ShouldContain("'shoppers'");
        findings.ShouldContain(finding => finding.Outcome == Outcome.Inconclusive);
    }

    [Fact]
    public void Says_so_when_the_pool_could_not_be_read() =>
        Check(With(Anybody, new UserPool { Arn = PoolArn, Settings = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_pool_was_not_asked_about() => Check(With(Anybody)).ShouldLackWhatItReads();

    private static Estate With(Estate estate, params UserPool[] pools) => estate.WithScope(scope => scope with { UserPools = [.. pools] });
}
