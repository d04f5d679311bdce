using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class CognitoAcceptsAnyClientTests : RuleTests<CognitoAcceptsAnyClient>
{
    private static readonly Authorizer AnyClient = new() { Id = "z9", Name = "users", Type = AuthorizerType.CognitoUserPools };
    private static readonly Estate Any = SmallEstate.Rest(Users("GET /orders")).AddAuthorizer(AnyClient);

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a scope", estate => estate.WithRoute(route => route with { AuthorizationScopes = ["orders/read"] }) },
        {
            "an audience expression",
            estate => estate.WithAuthorizer(authorizer => authorizer with { IdentityValidationExpression = "^1example2client3$" })
        },
        { "IAM", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam }) },
        {
            "the authorizer is gone, which another rule judges",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Id = "other" })
        },
    };

    [Fact]
    public void Flags_an_authorizer_that_takes_tokens_of_every_client() =>
        Check(Any).ShouldFlag(
            "Authorizer 'users' of API 'orders' takes the ID token of every app client of its user pool for route 'GET /orders'")
            .Severity.ShouldBe(Severity.Medium);

    // One change of the authorizer mends them all.
    [Fact]
    public void Many_routes_of_one_authorizer_are_one_finding_that_names_those_without_a_scope()
    {
        var finding = Check(SmallEstate.Rest(
            Users("GET /orders"), Users("POST /orders"), Users("GET /me") with { AuthorizationScopes = ["me/read"] }, Example.Route("GET /open")).AddAuthorizer(AnyClient))
                .ShouldHaveSingleItem();

        finding.Message.ShouldContain("routes 'GET /orders' and 'POST /orders'");
        finding.Message.ShouldNotContain("/me");
        finding.Message.ShouldNotContain("/open");
    }

    // Integrate a REST API with a user pool: an expression is matched with the 'aud' of ID tokens, which access tokens do not have.
    [Fact]
    public void Where_other_routes_take_access_tokens_the_authorizer_itself_is_not_to_be_changed()
    {
        Check(Any).ShouldFlag("'GET /orders'").FixValues.ShouldContainKey("idTokenAuthorizerId");
        Check(SmallEstate.Rest(Users("GET /orders"), Users("GET /me") with { AuthorizationScopes = ["me/read"] }).AddAuthorizer(AnyClient))
            .ShouldFlag("'GET /orders'").FixValues.ShouldNotContainKey("idTokenAuthorizerId");
    }

    [Fact]
    public void A_pool_that_is_gone_signs_nobody_in()
    {
        const string Pool = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc";
        Estate With(Fact<UserPoolSettings?> settings) => Any
            .WithAuthorizer(authorizer => authorizer with { ProviderArns = [Pool] })
            .WithScope(scope => scope with { UserPools = [new() { Arn = Pool, Settings = settings }] });

        Check(With((UserPoolSettings?)null)).ShouldBeClean();
        Check(With(Example.Denied)).ShouldFlag("of its user pool for");
        Check(With(new UserPoolSettings { AllowsSelfSignUp = false })).ShouldFlag("of its user pool for");
    }

    [Fact]
    public void Two_authorizers_are_two_findings() =>
        Check(SmallEstate.Rest(Users("GET /orders"), Users("GET /staff") with { AuthorizerId = "y8" })
            .AddAuthorizer(AnyClient)
            .AddAuthorizer(AnyClient with { Id = "y8", Name = "staff" }))
            .Select(finding => finding.Message.Split('\'')[1]).ShouldBe(["users", "staff"], ignoreOrder: true);

    [Fact]
    public void An_authorizer_that_no_route_asks_lets_nobody_in() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders")).AddAuthorizer(AnyClient)).ShouldBeClean();

    // Export a REST API from API Gateway: an export is of what a stage serves. Expression and authorizer as deployed count, and not as
    // edited since.
    [Theory]
    [InlineData(null, "3f0k2n5a7q9w1e4r6t8y0u2i4o", false)]
    [InlineData("3f0k2n5a7q9w1e4r6t8y0u2i4o", ".*", true)]
    [InlineData(".*", null, true)]
    public void What_is_deployed_decides(string? edited, string? deployed, bool isFlagged) =>
        Check(Any.WithAuthorizer(authorizer => authorizer with { IdentityValidationExpression = edited }).WithDeployment(deployment => deployment with
        {
            Definition = new DeployedDefinition
            {
                Routes = [Users("GET /orders")],
                Authorizers = [AnyClient with { IdentityValidationExpression = deployed }],
            },
        })).Length.ShouldBe(isFlagged ? 1 : 0);

    [Fact]
    public void An_authorizer_that_only_the_deployment_still_has_is_flagged() =>
        Check(Any.WithApi(api => api with { Authorizers = ImmutableArray<Authorizer>.Empty }).WithDeployment(deployment => deployment with
        {
            Definition = new DeployedDefinition
            {
                Routes = [Users("GET /orders") with { AuthorizerId = "users" }],
                Authorizers = [AnyClient with { Id = "users" }],
            },
        })).ShouldFlag("Authorizer 'users' of API 'orders'");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Any)).ShouldBeClean(change);

    [Fact]
    public void An_authorizer_of_that_id_in_another_API_narrows_nothing_here() =>
        Check(Any.AddApi(Example.RestApi() with
        {
            Id = "second",
            Authorizers = ImmutableArray.Create(
                new Authorizer { Id = "z9", Name = "users", Type = AuthorizerType.CognitoUserPools, IdentityValidationExpression = "^1example2client3$" }),
        })).ShouldFlag("'users'");

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Any.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_working_copy_no_longer_tells() =>
        Check(Any.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None })).ShouldHaveSingleItem()
            .Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive);

    // Integrate a REST API with an Amazon Cognito user pool: identityValidationExpression is matched with the aud of ID tokens.
    [Theory]
    [InlineData(".*", true)]
    [InlineData(".+", true)]
    [InlineData("^.*$", true)]
    [InlineData("(.*)", true)]
    [InlineData(@"\S+", true)]
    [InlineData(@"\w*", true)]
    [InlineData("[a-z0-9]{26}", true)]
    [InlineData("[^ ]+", true)]
    [InlineData("3f0k2n5a7q9w1e4r6t8y0u2i4o|.*", true)]
    [InlineData("3f0k2n5a7q9w1e4r6t8y0u2i4o", false)]
    [InlineData("(3f0k2n5a7q9w1e4r6t8y0u2i4o|7q1w5e9r3t7y1u5i9o3p7a1s5d)", false)]
    [InlineData("3f0k2n.*", false)]
    [InlineData("[0-9]+", false)]
    public void An_expression_that_takes_made_up_clients_narrows_nothing(string expression, bool isFlagged) =>
        Check(Any.WithAuthorizer(
            authorizer => authorizer with { IdentityValidationExpression = expression })).Length.ShouldBe(isFlagged ? 1 : 0);

    [Fact]
    public void Says_so_when_the_expression_cannot_be_understood() =>
        Check(Any.WithAuthorizer(authorizer => authorizer with { IdentityValidationExpression = "(" }))
            .ShouldBeInconclusive("Which clients identityValidationExpression '(' accepts cannot be told.");

    private static Route Users(string key) => Example.Route(key, AuthorizationKind.CognitoUserPools) with { AuthorizerId = "z9" };
}
