using Auditor.Core.Secrets;
using Auditor.Testing.Secrets;

namespace Auditor.Core.Tests.Secrets;

/// <summary>Ways in which a secret was missed, a name was lost, or half of either.</summary>
public sealed class AttemptsTests
{
    private const string Right = "gh" + "p_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17";
    private const string GitLab = "glp" + "at-" + "bzox79Of-KE9FD2LjoXXF4CvyxA.0r03gxo7s";

    // Both were published as examples: GitHub blog, Behind GitHub's new authentication token formats; gitleaks, issue 1655.
    [Theory]
    [InlineData("x" + Right, "[secret: GitHub token]")]
    [InlineData("deploy" + GitLab, "deploy[secret: GitLab token]")]
    [InlineData(Right + ".", "[secret: GitHub token].")]
    public void A_token_whose_sum_fits_is_one_in_the_middle_of_a_word(string text, string expected) =>
        SecretMark.Stable(SecretJudge.Mask(text)).ShouldBe(expected);

    [Theory]
    [InlineData("gh" + "p_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", true)]
    [InlineData("np" + "m_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", true)]
    [InlineData("x" + "gh" + "p_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18z", true)]
    [InlineData("ghp_orders-platform-authorizer-prod", false)]
    [InlineData("npm_package_publisher_function_production", false)]
    public void One_whose_sum_does_not_fit_is_judged_by_its_looks(string text, bool isSecret) =>
        SecretMark.IsIn(SecretJudge.Mask(text)).ShouldBe(isSecret);

    [Theory]
    [InlineData(
        "{\"key\":\"-----BEGIN "
            + "PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\\nAgEAAoIBAQC7\\n-----END PRIVATE KEY-----\\n\"}",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj")]
    [InlineData("pwd%3Dhunter2hunter2", "hunter2hunter2")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/deploy/pwd%3Dhunter2hunter2", "hunter2hunter2")]
    [InlineData("https://backend.example.com/v1/password%3Ahunter2hunter2/orders", "hunter2hunter2")]
    [InlineData("password&#58; hunter2hunter2", "hunter2hunter2")]
    [InlineData("{&quot;password&quot;:&quot;hunter2hunter2&quot;}", "hunter2hunter2")]
    [InlineData("Action=Send&Body=password+is+hunter2hunter2", "hunter2hunter2")]
    [InlineData("pass\u200Bword: hunter2hunter2", "hunter2hunter2")]
    [InlineData("p\u0430ssword: hunter2hunter2", "hunter2hunter2")]
    [InlineData("password\uFF1Ahunter2hunter2", "hunter2hunter2")]
    [InlineData("x-api-key: 7C9E6679-7425-40DE-944B-E07FC1F90AE7", "7C9E6679-7425-40DE-944B-E07FC1F90AE7")]
    [InlineData("api_key=D41D8CD98F00B204E9800998ECF8427E", "D41D8CD98F00B204E9800998ECF8427E")]
    [InlineData("svn+ssh://deploy:hunter2hunter2@svn.internal/shop", "hunter2hunter2")]
    [InlineData("https://shop.blob.core.windows.net/c?sv=2022-11-02&sig=Zm9vYmFyYmF6cXV4%2Fabc%2Bdef%3D", "Zm9vYmFyYmF6cXV4")]
    [InlineData("mysqldump -u app -phunter2hunter2 orders", "hunter2hunter2")]
    [InlineData("jdbc:oracle:thin:app/hunter2hunter2@//db:1521/orders", "hunter2hunter2")]
    [InlineData("mot de passe : hunter2hunter2", "hunter2hunter2")]
    [InlineData("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:password:hunter2hunter2", "hunter2hunter2")]
    [InlineData("Authorization: Basic c2hvcDpodW50ZXIyaHVudGVyMg==", "c2hvcDpodW50ZXIyaHVudGVyMg")]
    [InlineData("eyJwYXNzd29yZCI6Imh1bnRlcjJodW50ZXIyIn0=", "Imh1bnRlcjJodW50ZXIy")]
    public void It_is_found_in_what_it_is_wrapped_in(string text, string secret)
    {
        var masked = SecretJudge.Mask(text);

        masked.ShouldNotContain(secret, Case.Insensitive);
        SecretMark.IsIn(masked).ShouldBeTrue();
        SecretJudge.Mask(masked).ShouldBe(masked, "once is enough");
    }

    // A value of many megabytes must not hold up a scan for long; what it costs is counted by what it is made of, not by a clock.
    [Fact]
    public void A_very_long_text_loses_its_secret_and_nothing_else()
    {
        var words = string.Join(' ', Enumerable.Repeat("lorem%20ipsum", 20_000));

        SecretMark.Stable(SecretJudge.Mask($"{words} {Right} {words}")).ShouldBe($"{words} [secret: GitHub token] {words}");
    }

    [Theory]
    [InlineData("https://b.example.com/?jwks=https%3A%2F%2Fcognito-idp.eu-west-1.amazonaws.com%2Feu-west-1_AbCdEf123%2F.well-known%2Fjwks.json")]
    [InlineData("https://b.example.com/v1/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3AShopStack-OrdersHandler76FFC474-4yTY6BzUZKCn%3Alive/x")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/deploy/AWSCodeBuild-7c9e6679-7425-40de-944b-e07fc1f90ae7")]
    [InlineData("https://vpc-orders-ttvni32w5woywu1dza1my5upro.eu-west-1.es.amazonaws.com")]
    [InlineData("Caf\u00E9 \u6771\u4EAC \u2014 commandes & livraisons")]
    [InlineData("clientId: 0oajd7Gp0azNfHnKc9os")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:password:live")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:password:42")]
    public void Names_stay_in_what_they_are_wrapped_in(string text) => SecretJudge.Mask(text).ShouldBe(text);

    [Fact]
    public void The_parameters_and_templates_of_an_integration_are_told_once_each_in_order()
    {
        KeyValuePair<string, string?>[] parameters =
        [
            new("integration.request.header.X-Note", $"'{Right}'"),
            new("append:header.authorization", "Bearer hunter2hunter2"),
            new("integration.request.querystring.token", "'hunter2hunter2'"),
            new("integration.request.header.Id", "context.requestId"),
            new("integration.request.header.Password", "method.request.header.Password"),
        ];

        ConfiguredSecrets.Of(
            ConfiguredSecrets.InParameters("request", parameters),
            ConfiguredSecrets.InParameters("request", parameters),
            ConfiguredSecrets.InTemplates("response", [new("text/html", $"<p>{Right}</p>"), new("text/plain", null)])).ShouldBe(
        [
            "request header X-Note (GitHub token)",
            "request header authorization (bearer token)",
            "request query token (token)",
            "response template text/html (GitHub token)",
        ]);
        ConfiguredSecrets.InParameters("request", null).ShouldBeEmpty();
        ConfiguredSecrets.InTemplates("request", null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("integration.request.header.x-note", "'eyJwYXNzd29yZCI6Imh1bnRlcjJodW50ZXIyIn0='", true)]
    [InlineData("integration.request.header.X-Api-Key", "'ember otter'", true)]
    [InlineData("append:header.x-api-key", "ember otter", true)]
    [InlineData("integration.request.header.X-Request-Id", "'context.requestId'", false)]
    [InlineData("method.response.header.Access-Control-Allow-Headers", "'X-Api-Key,Authorization'", false)]
    public void A_parameter_is_called_what_is_behind_its_last_full_stop(string name, string value, bool isSecret) =>
        SecretMark.IsIn(SecretJudge.Mask(name, value)).ShouldBe(isSecret);

    // Somebody who knows that one header is looked for writes two.
    [Theory]
    [InlineData(
        "integration.request.header.X-User",
        "'shop'",
        "integration.request.header.X-Pass",
        "'ember otter'",
        "request header X-Pass (password)")]
    [InlineData(
        "integration.request.header.X-Login",
        "'shop'",
        "integration.request.header.X-Login-Pwd",
        "'ember otter'",
        "request header X-Login-Pwd (password)")]
    [InlineData(
        "integration.request.header.X-Token-1",
        "'ember otter 1'",
        "integration.request.header.X-Token-2",
        "'ember otter 2'",
        "request header X-Token-1 (token)",
        "request header X-Token-2 (token)")]
    [InlineData(
        "append:header.x-client-id", "shop", "append:querystring.client_secret", "ember otter", "request query client_secret (secret)")]
    public void A_secret_in_several_headers_is_found_by_their_names(
        string first, string user, string second, string password, params string[] expected) =>
        ConfiguredSecrets.Of(ConfiguredSecrets.InParameters("request", [new(first, user), new(second, password)])).ShouldBe(expected);

    [Fact]
    public void Every_harmless_value_is_one_of_a_real_shape() => HarmlessValues.All.Length.ShouldBeGreaterThan(200);
}
