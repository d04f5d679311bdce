using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Policies;

public sealed class CallerCredentialsPassedThroughTests : RuleTests<CallerCredentialsPassedThrough>
{
    private static readonly Estate Passed = With("arn:aws:iam::*:user/*");

    [Fact]
    public void Flags_a_route_that_passes_credentials_on() =>
        Check(Passed).ShouldFlag("'GET /orders'", "'orders'", "stage 'prod'", "own credentials").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void In_every_partition() => Check(With("arn:aws-cn:iam::*:user/*")).ShouldFlag("own credentials");

    // CreateIntegration, credentialsArn: not used for HTTP integrations. Without a signature there is no caller whose identity could be
    // passed on.
    public static TheoryData<string, Func<Estate, Estate>> NobodysCredentials => new()
    {
        {
            "an HTTP backend",
            estate =>
                estate.WithIntegration(
                    integration => integration with { Type = IntegrationType.HttpProxy, Uri = "https://orders.example.com" })
        },
        { "MOCK", estate => estate.WithIntegration(integration => integration with { Type = IntegrationType.Mock }) },
        { "an open route", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.None }) },
        { "a Lambda authorizer", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.Custom }) },
        { "a user pool", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.CognitoUserPools }) },
    };

    [Theory]
    [MemberData(nameof(NobodysCredentials))]
    public void Where_no_caller_has_credentials_to_pass_on_none_are(string change, Func<Estate, Estate> apply) =>
        Check(apply(Passed)).ShouldBeClean(change);

    [Fact]
    public void What_a_service_does_for_the_caller_counts_as_a_function_does() =>
        Check(Passed.WithIntegration(
            integration => integration with { Type = IntegrationType.Aws, Uri = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem" }))
            .ShouldFlag("may call the backend directly as well");

    [Theory]
    [InlineData(null)]
    [InlineData("arn:aws:iam::111122223333:role/orders")]
    public void A_role_or_none_is_clean(string? credentials) => Check(With(credentials)).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_integration_could_not_be_read() =>
        Check(Passed.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    private static Estate With(string? credentials) =>
        ExamplePolicy.On(ExamplePolicy.Of(ExamplePolicy.Allow), AuthorizationKind.AwsIam)
            .WithIntegration(integration => integration with { CredentialsArn = credentials });
}
