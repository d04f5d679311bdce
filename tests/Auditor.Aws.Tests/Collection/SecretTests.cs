using System.Collections.Immutable;
using System.Text;
using Auditor.Aws.Collection;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

public sealed class SecretTests
{
    [Theory]
    [InlineData("DB_PASSWORD", "hunter2")]
    [InlineData("dbPass", "hunter2")]
    [InlineData("DB_PASS", "hunter2")]
    [InlineData("apiKey", "abc")]
    [InlineData("client_secret", "x")]
    [InlineData("authToken", "x")]
    [InlineData("value", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("value", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")]
    [InlineData("value", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc")]
    [InlineData("value", "-----BEGIN PRIVATE KEY-----")]
    [InlineData("value", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("db", "postgres://app:hunter2@db.internal/orders")]
    public void Secrets_are_recognised_by_name_and_by_shape(string name, string value) => SecretShape.LooksSecret(name, value).ShouldBeTrue();

    [Theory]
    [InlineData("function", "orders-prod-handler")]
    [InlineData("lambdaAlias", "live")]
    [InlineData("authorizerFunction", "arn:aws:lambda:eu-west-1:123456789012:function:auth")]
    [InlineData("secretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf")]
    [InlineData("url", "https://backend.internal.example:8443/orders")]
    [InlineData("compassMode", "north")]
    [InlineData("bypass", "no")]
    [InlineData("password", "")]
    public void What_names_things_is_no_secret(string name, string value) => SecretShape.LooksSecret(name, value).ShouldBeFalse();

    [Fact]
    public async Task No_secret_reaches_the_inventory()
    {
        const string Secret = "hunter2hunter2";
        const string KeyValue = "zUqB8mK3vT9wXyR5nLpA";
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis =
            [
                new("rest")
                {
                    Methods = [new("GET", "/") { Integration = FakeIntegration.Http($"https://app:{Secret}@backend.example/x") }],
                    Stages = [new("prod") { Variables = ImmutableDictionary<string, string>.Empty.Add("dbPassword", Secret).Add("function", "orders") }],
                },
            ],
            Apis =
            [
                new("http")
                {
                    Routes = [new("GET /") { IntegrationId = "i1" }],
                    Integrations = [new("i1") { Type = "HTTP_PROXY", Uri = $"http://app:{Secret}@backend.example/x" }],
                    Stages = [new() { StageVariables = ImmutableDictionary<string, string>.Empty.Add("token", Secret) }],
                },
            ],
            ApiKeys = [new("partner") { Value = KeyValue }],
        });

        var scope = await Collected.ScopeAsync(aws);

        var inventory = Encoding.UTF8.GetString(InventoryFile.Write(new() { CollectedAt = DateTimeOffset.UnixEpoch, Scopes = [scope] }));
        inventory.ShouldNotContain(Secret);
        inventory.ShouldNotContain(KeyValue);
        inventory.ShouldNotContain(aws.Credentials.SecretAccessKey);
        scope.RestApis.Value[0].Stages.Value[0].Variables.ShouldBe([new() { Name = "dbPassword", Redacted = true }, new() { Name = "function", Value = "orders" }]);
        scope.RestApis.Value[0].Routes.Value[0].Integration.Value.ShouldNotBeNull().Uri.ShouldBe("https://***@backend.example/x");
        aws.Calls.ShouldNotContain(call => call.Operation.Contains("ApiKey", StringComparison.Ordinal));
    }
}
