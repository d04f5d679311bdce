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

    [Theory]
    [InlineData(null)]
    [InlineData("arn:aws:iam::111122223333:role/orders")]
    public void A_role_or_none_is_clean(string? credentials) => Check(With(credentials)).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_integration_could_not_be_read() =>
        Check(Passed.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    private static Estate With(string? credentials) =>
        SmallEstate.Rest().WithIntegration(integration => integration with { CredentialsArn = credentials });
}
