using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Samples;
using Auditor.Testing.Estates;
using Auditor.Testing.Secrets;

namespace Auditor.Rules.Tests;

/// <summary>What stands for a secret is judged as the secret was.</summary>
[Trait("Category", "Exhaustive")]
public sealed class SecretVerdicts
{
    private const string Function = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:${stageVariables.handler}/invocations";

    // These are about secrets, and only see one where it was taken out.
    private static readonly string[] AboutSecrets = ["AGW7010", "AGW7015"];

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, 6)];

    [Fact]
    public void The_sample_gets_the_verdicts_that_it_gets_judged_or_not() => SameBeforeAndAfter(AcmeEstate.Create());

    [Fact]
    public void So_does_the_worst_estate() => SameBeforeAndAfter(WorstEstate.Make());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_estate_with_secrets_wherever_they_decide_something_gets_the_same(int seed)
    {
        var kinds = PlantedSecrets.SelfEvident.Where(kind => !kind.Kind.Contains("private key", StringComparison.Ordinal)).ToArray();
        var secret = kinds[seed * 7 % kinds.Length].Make(PlantedSecrets.Seeded(seed));

        SameBeforeAndAfter(Planted(secret.Replace("https://", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_lets_somebody_in_is_called_what_it_is()
    {
        var estate = SecretFilter.Over(Planted("ember-otter-17"));
        var map = new ExposureMap(estate);
        var (scope, api) = (estate.Scopes[0], estate.Scopes[0].RestApis.Value.Single(one => one.Id == "referer"));

        var route = map.RoutesOf(scope, api, api.Stages.Value[0]).Value.First();

        map.Of(route).Value.Witness.ShouldNotBeNull().ShouldEndWith("with the secret header Referer");
        map.Of(route).Value.Witness.ShouldNotBeNull().ShouldNotContain("[secret");
    }

    private static void SameBeforeAndAfter(Estate estate)
    {
        var masked = SecretFilter.Over(estate);

        Verdicts(masked).ShouldBe(Verdicts(estate));
        Verdicts(InventoryFile.Read(InventoryFile.Write(masked))).ShouldBe(Verdicts(masked));
    }

    // A name that held a secret is another one afterwards, so things are told apart by their number.
    private static List<string> Verdicts(Estate estate) =>
    [
        .. Audit.Run(estate, EveryRule.All).Findings
            .Where(finding => !AboutSecrets.Contains(finding.Rule.Id))
            .Select(finding => $"{finding.Rule.Id} {finding.Outcome} {finding.Severity} {finding.Confidence} {finding.Audience} "
                + $"{finding.Stages.Length} {finding.Evidence.Length} {finding.Subject.Identity.ApiId}")
            .Order(StringComparer.Ordinal),
    ];

    private static Estate Planted(string secret)
    {
        var address = Uri.EscapeDataString(secret);
        return SmallEstate.Rest()
            .WithIntegration(integration => integration with { Type = IntegrationType.HttpProxy, Uri = $"http://app:{address}@backend.example.com:8080/{address}?token={address}" })
            .AddAuthorizer(new() { Id = "au9", Name = secret, Type = AuthorizerType.Token, Uri = Function, IdentityValidationExpression = $"^{address}$" })
            .WithStage(stage => stage with { Variables = [new() { Name = "handler", Value = "orders" }, new() { Name = "note", Value = secret }], AccessLog = new() { DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:g", Format = $"$context.requestId $context.identity.caller {secret}" } })
            .AddApi(WithPolicy("referer", "StringEquals", "aws:Referer", secret))
            .AddApi(WithPolicy("like", "StringLike", "aws:Referer", $"*{secret}*"))
            .AddApi(WithPolicy("agent", "StringEquals", "aws:UserAgent", secret))
            .AddApi(WithPolicy("not", "StringNotEquals", "aws:UserAgent", secret))
            .AddApi(WithPolicy("network", "StringEquals", "aws:UserAgent", secret, "\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"},"))
            .AddApi(Example.HttpApi() with
            {
                Id = "cors",
                Name = $"shop {secret}",
                Description = secret,
                Tags = ImmutableSortedDictionary<string, string>.Empty.Add("note", secret),
                Cors = new() { AllowOrigins = [$"https://{address}.example.com", "*"], AllowMethods = ["*"], AllowCredentials = true },
            });
    }

    private static Api WithPolicy(string id, string op, string key, string value, string more = "") =>
        Example.RestApi(Example.Route("GET /orders")) with
        {
            Id = id,
            Name = id,
            ResourcePolicy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{ {{more}}"{{op}}":{"{{key}}":"{{value}}"} } } ] }""",
        };
}
