using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class SecretInConfigurationTests : RuleTests<SecretInConfiguration>
{
    private static readonly string Planted = "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    private static readonly Authorizer Authorizer = new() { Id = "secret1", Name = "who", Type = AuthorizerType.Request };

    private static readonly Estate Secret = Described("Orders. Test with password: ember-otter-17");

    [Fact]
    public void Flags_a_description_with_a_password()
    {
        var finding = Check(Secret).ShouldFlag("The configuration of API 'orders' holds what looks like a secret (password)");

        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.Medium);
        finding.Evidence.ShouldContain(evidence => evidence.What == "description" && evidence.Value == "password (value not shown)");
    }

    [Fact]
    public void Says_in_which_part_of_a_stage_it_is() =>
        Check(Judged(SmallEstate.Rest()
            .WithStage(stage => stage with { AccessLog = new() { Format = "$context.requestId token=ember-otter-17" } })))
            .ShouldFlag("(token)").Evidence.ShouldContain(evidence => evidence.What == "stages prod accessLog format");

    [Fact]
    public void Flags_what_the_collector_saw_in_headers() =>
        Check(SmallEstate.Rest()
            .WithIntegration(integration => integration with { SecretsIn = ["request header Authorization (bearer token)"] }))
            .ShouldFlag("(request header Authorization (bearer token))");

    public static TheoryData<string, Estate> Places => new()
    {
        { "description", SmallEstate.Rest().WithApi(api => api with { Description = Planted }) },
        {
            "tags note",
            SmallEstate.Rest().WithApi(api => api with { Tags = ImmutableSortedDictionary<string, string>.Empty.Add("note", Planted) })
        },
        {
            "resourcePolicy",
            SmallEstate.Rest()
                .WithApi(api => api with { ResourcePolicy = $$$"""{"Statement":[{"Sid":"{{{Planted}}}","Effect":"Allow","Principal":"*"}]}""" })
        },
        {
            "stages prod accessLog format",
            SmallEstate.Rest().WithStage(stage => stage with { AccessLog = new() { Format = $"$context.requestId {Planted}" } })
        },
        {
            "stages prod lastDeploymentStatusMessage",
            SmallEstate.Rest().WithStage(stage => stage with { LastDeploymentStatusMessage = Planted })
        },
        {
            "uri",
            SmallEstate.Rest()
                .WithIntegration(integration => integration with { Uri = $"https://backend.example.com/orders?key={Planted}" })
        },
        { "allowOrigin", SmallEstate.Rest().WithIntegration(integration => integration with { AllowOrigin = Planted }) },
        { "uri", SmallEstate.Rest().AddAuthorizer(Authorizer with { Uri = $"https://app:{Planted}@authorizer.example.com" }) },
        { "identityValidationExpression", SmallEstate.Rest().AddAuthorizer(Authorizer with { IdentityValidationExpression = Planted }) },
        { "jwtIssuer", SmallEstate.Rest().AddAuthorizer(Authorizer with { JwtIssuer = $"https://issuer.example.com/{Planted}" }) },
        {
            "gatewayResponses DEFAULT_4XX",
            SmallEstate.Rest()
                .WithApi(api => api with { GatewayResponses = ImmutableArray.Create(new GatewayResponse { Type = "DEFAULT_4XX", SecretsIn = ["response header X-Token (token)"] }) })
        },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Flags_a_secret_wherever_it_stands(string place, Estate estate)
    {
        var finding = Check(Judged(estate)).ShouldFlag("holds what looks like a secret");

        finding.Evidence.ShouldContain(
            evidence => evidence.What.EndsWith(place, StringComparison.Ordinal),
            string.Join(", ", finding.Evidence.Select(evidence => evidence.What)));
        $"{finding.Message} {string.Join(' ', finding.Evidence)}".ShouldNotContain(Planted);
    }

    [Fact]
    public void Stage_variables_are_another_rules() =>
        Check(Judged(SmallEstate.Rest()
            .WithStage(stage => stage with { Variables = [new() { Name = "dbPassword", Value = "ember-otter-17" }] })))
            .ShouldBeClean();

    [Theory]
    [InlineData("Orders. Resets a password and issues tokens")]
    [InlineData("https://login.example.com/oauth2/token")]
    [InlineData(null)]
    public void Words_about_secrets_are_none(string? description) => Check(Described(description)).ShouldBeClean();

    private static Estate Described(string? description) =>
        Judged(SmallEstate.Rest().WithApi(api => api with { Description = description }));

    private static Estate Judged(Estate estate) => SecretFilter.Over(estate);
}
