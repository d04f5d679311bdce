using Auditor.Core.Secrets;

namespace Auditor.Core.Tests.Secrets;

public sealed class SecretJudgeTests
{
    private const string KeyId = "AKIA" + "IOSFODNN7EXAMPLE";
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxIn0.abc";

    [Theory]
    [InlineData("DB_PASSWORD", "hunter2")]
    [InlineData("dbPass", "hunter2")]
    [InlineData("DB_PASS", "hunter2")]
    [InlineData("apiKey", "abc")]
    [InlineData("client_secret", "x1")]
    [InlineData("authToken", "x1")]
    [InlineData("value", KeyId)]
    [InlineData("value", "wJalrXUtnFEMI/K7MDENG+" + "bPxRfiCYEXAMPLEKEY")]
    [InlineData("value", Jwt)]
    [InlineData("value", "-----BEGIN " + "PRIVATE KEY-----")]
    [InlineData("value", "d41d8cd98f00b204" + "e9800998ecf8427e")]
    [InlineData("db", "postgres://app:hunter2@db.internal/orders")]
    public void Secrets_are_recognised_by_name_and_by_shape(string name, string value) =>
        SecretMark.IsIn(SecretJudge.Mask(name, value)).ShouldBeTrue();

    [Theory]
    [InlineData("function", "orders-prod-handler")]
    [InlineData("lambdaAlias", "live")]
    [InlineData("authorizerFunction", "arn:aws:lambda:eu-west-1:123456789012:function:auth")]
    [InlineData("secretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf")]
    [InlineData("url", "https://backend.internal.example:8443/orders")]
    [InlineData("compassMode", "north")]
    [InlineData("bypass", "no")]
    [InlineData("password", "")]
    public void What_names_things_is_no_secret(string name, string value) => SecretJudge.Mask(name, value).ShouldBe(value);

    [Theory]
    [InlineData("https://app:hunter2@backend.example/x", "https://[secret: credential in an address]@backend.example/x")]
    [InlineData("https://backend.example/x?api_key=abc&page=2", "https://backend.example/x?api_key=[secret: key]&page=2")]
    [InlineData(
        "https://hooks.example.com/services/T000/aB3dE5gH7j" + "K9mN1pQ3sT",
        "https://hooks.example.com/services/T000/[secret: random text]")]
    [InlineData(
        "https://f.example.net/api/orders?code=aB3dE5gH7j" + "K9mN1pQ3sTuV==", "https://f.example.net/api/orders?code=[secret: key]")]
    [InlineData("http://backend.example:8080/{proxy}", "http://backend.example:8080/{proxy}")]
    [InlineData("https://${stageVariables.host}/orders", "https://${stageVariables.host}/orders")]
    [InlineData(
        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:TokenExchangeHandler2026Blue/invocations",
        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:TokenExchangeHandler2026Blue/invocations")]
    public void What_opens_an_address_is_taken_out_and_where_it_leads_stays(string address, string expected) =>
        SecretMark.Stable(SecretJudge.Mask(address)).ShouldBe(expected);

    [Theory]
    [InlineData("Orders. Test with password: hunter2!", "Orders. Test with password: [secret: password]")]
    [InlineData("Uses " + KeyId + " for now", "Uses [secret: AWS access key id] for now")]
    [InlineData("The token service of the shop", "The token service of the shop")]
    [InlineData(
        "Version 2 of the orders API, see https://wiki.example/orders", "Version 2 of the orders API, see https://wiki.example/orders")]
    [InlineData(
        "ExpiredTokenException: The security token included in the request is expired",
        "ExpiredTokenException: The security token included in the request is expired")]
    [InlineData(
        "User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/me is not authorized to "
            + "perform: secretsmanager:GetSecretValue",
        "User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/me is not authorized to "
            + "perform: secretsmanager:GetSecretValue")]
    [InlineData("The security token included in the request is invalid", "The security token included in the request is invalid")]
    public void Sentences_keep_their_words_and_lose_their_secrets(string text, string expected) =>
        SecretMark.Stable(SecretJudge.Mask(text)).ShouldBe(expected);

    [Fact]
    public void The_same_secret_has_the_same_mark_wherever_it_stands_and_another_one_has_another()
    {
        var (first, second) = (SecretJudge.Mask("dbPassword", "hunter2"), SecretJudge.Mask("https://backend.example/x?password=hunter2"));

        second.ShouldEndWith(first);
        SecretJudge.Mask("dbPassword", "hunter3").ShouldNotBe(first);
        SecretMark.KindsIn(second).ShouldBe(["password"]);
    }

    [Theory]
    [InlineData("password: hunter2, token=abc123, https://u:pw1@host/")]
    [InlineData("{\"password\":\"hunter2\"}")]
    public void What_was_judged_is_not_judged_again(string text)
    {
        var once = SecretJudge.Mask(text);

        once.ShouldNotBe(text);
        SecretJudge.Mask(once).ShouldBe(once);
        SecretJudge.Mask("token", SecretJudge.Mask("token", "abc123")).ShouldBe(SecretJudge.Mask("token", "abc123"));
    }

    // AWS global condition context keys; Lambda: condition keys; a value with a wildcard still matches what it matched.
    [Theory]
    [InlineData("StringEquals", "aws:Referer", "orders-only", "[secret: secret header]")]
    [InlineData("StringLike", "aws:Referer", "*orders-only*", "*[secret: secret header]*")]
    [InlineData("StringLike", "aws:Referer", "https://shop.example.com/*", "https://shop.example.com/*")]
    [InlineData("StringLike", "aws:Referer", "*.example.com/*", "*.example.com/*")]
    [InlineData("Null", "aws:Referer", "true", "true")]
    [InlineData("StringEquals", "lambda:EventSourceToken", "orders-only", "[secret: event source token]")]
    [InlineData("StringEquals", "sts:ExternalId", "orders-only", "[secret: external id]")]
    [InlineData("StringEquals", "aws:SourceVpce", "vpce-0a1b2c3d4e5f67890", "vpce-0a1b2c3d4e5f67890")]
    [InlineData("DateLessThan", "aws:TokenIssueTime", "2026-01-31T10:20:30Z", "2026-01-31T10:20:30Z")]
    [InlineData(
        "StringEquals",
        "token.actions.githubusercontent.com:sub",
        "repo:shop/orders:ref:refs/heads/main",
        "repo:shop/orders:ref:refs/heads/main")]
    public void Passwords_of_policies_go_and_the_policy_means_what_it_meant(string op, string key, string value, string expected)
    {
        var policy = $$"""{"Statement":[{"Effect":"Allow","Condition":{"{{op}}":{"{{key}}":["{{value}}"] } } } ] }""";

        SecretMark.Stable(SecretJudge.Mask(policy))
            .ShouldBe(policy.Replace($"[\"{value}\"]", $"[\"{expected}\"]", StringComparison.Ordinal));
    }

    [Fact]
    public void An_escaped_policy_is_read_as_policies_are()
    {
        var policy = """{\"Statement\":[{\"Condition\":{\"StringEquals\":{\"aws:Referer\":\"orders-only\"}}}]}""";

        SecretMark.Stable(SecretJudge.Mask(policy))
            .ShouldBe("""{"Statement":[{"Condition":{"StringEquals":{"aws:Referer":"[secret: secret header]"}}}]}""");
    }
}
