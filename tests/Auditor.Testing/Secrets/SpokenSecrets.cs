using System.Text;

namespace Auditor.Testing.Secrets;

/// <summary>
/// What is a secret by what stands around it, in the words of headers, settings, commands and sentences, and the text with them.
/// </summary>
public static class SpokenSecrets
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Hex = Digits + "abcdef";
    private const string Base62 = Lower + Upper + Digits;

    // Where the secret comes.
    private const string Gap = "@@";

    public static readonly (string Kind, Func<Random, (string Text, string Secret)> Make)[] All =
    [
        ("x-auth-token header", random => With("X-Auth-Token: @@", Of(random, Base62, 32))),
        ("apikey json", random => With("{\"apikey\":\"@@\"}", Of(random, Hex, 40))),
        ("api-key sentence", random => With("the api key is @@", Of(random, Base62, 24))),
        ("secret sentence", random => With("shared secret is @@", Phrase(random))),
        ("pw", random => With("pw=@@", Phrase(random))),
        ("passcode", random => With("passcode: @@", Of(random, Digits, 8))),
        ("PIN", random => With("PIN: @@", Of(random, Digits, 10))),
        ("userid/password slash", random => With("login app / password @@", Phrase(random))),
        ("connection amqps", random => With("amqps://svc:@@@mq.example.com:5671/v", Phrase(random).Replace("!", "x"))),
        ("mysql dsn go", random => With("app:@@@tcp(db.internal:3306)/orders", Phrase(random).Replace("!", "x"))),
        ("ldap bind", random => With("ldap://cn=app,dc=acme:@@@ldap.internal", Phrase(random).Replace("!", "x"))),
        ("kafka jaas", random => With(
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"app\" password=\"@@\";", Phrase(random))),
        ("S3 presigned", random => With(
            "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=@@", Of(random, Hex, 64))),
        ("hub signature", random => With("X-Hub-Signature-256 secret: @@", Of(random, Base62, 40))),
        ("env export", random => With("export STRIPE_SECRET=@@", Of(random, Base62, 32))),
        ("AWS creds ini", random => With("aws_secret_access_key=@@", Of(random, Base62 + "+/", 40))),
        ("oauth client", random => With("clientSecret: '@@'", Of(random, Base62 + "-_~.", 40))),
        ("htpasswd", random => With("admin:$apr1$@@", Of(random, Base62, 8) + "$" + Of(random, Base62, 22))),
        ("bcrypt", random => With("$2b$12$@@", Of(random, Base62 + "./", 53))),
        ("basic raw", random => With("Basic @@", Encoded("app:" + Phrase(random)))),
        ("auth header no scheme", random => With("Authorization: @@", Of(random, Base62, 40))),
        ("Authorization JWT-less Token", random => With("Authorization: Token @@", Of(random, Hex, 40))),
        ("cookie sid", random => With("Cookie: connect.sid=s%3A@@", Of(random, Base62, 32))),
        ("webhook url", random => With("https://example.webhook.office.com/webhookb2/@@", Uuid(random) + "@" + Uuid(random))),
        ("discord", random => With("https://discord.com/api/webhooks/123456789012345678/@@", Of(random, Base62, 68))),
        ("code param", random => With("https://f.azurewebsites.net/api/x?code=@@", Of(random, Base62, 52))),
        ("key param", random => With("https://maps.example.com/js?key=@@", Of(random, Base62, 39))),
        ("access_token param", random => With("https://graph.example.com/me?access_token=@@", Of(random, Base62, 60))),
        ("x-origin-secret", random => With("X-Origin-Secret=@@", Phrase(random))),
        ("x-shared-secret", random => With("x-shared-secret '@@'", Of(random, Base62, 24))),
        ("yaml apiToken", random => With("apiToken: @@", Of(random, Base62, 28))),
        ("toml", random => With("db_password = \"@@\"", Phrase(random))),
        ("xml", random => With("<password>@@</password>", Phrase(random))),
        ("properties", random => With("spring.datasource.password=@@", Phrase(random))),
        ("docker flag", random => With("docker login -u app -p @@ registry.example.com", Phrase(random))),
        ("sshpass", random => With("sshpass -p '@@' ssh app@host", Phrase(random))),
        ("psql env", random => With("PGPASSWORD=@@ psql -h db", Phrase(random))),
        ("german", random => With("Das Passwort lautet @@", Phrase(random))),
        ("italian", random => With("parola d'ordine: @@", Phrase(random))),
        ("encryption key hex", random => With("encryption_key=@@", Of(random, Hex, 64))),
        ("hmac", random => With("HMAC key @@", Of(random, Hex, 64))),
        ("totp", random => With("totp seed: @@", Of(random, Upper + "234567", 32))),
        ("license", random => With("licenseKey=@@", string.Join("-", Enumerable.Range(0, 5).Select(_ => Of(random, Upper + Digits, 5))))),
        ("session", random => With("JSESSIONID=@@", Of(random, Digits + "ABCDEF", 32))),
        ("PHPSESSID", random => With("PHPSESSID=@@", Of(random, Lower + Digits, 26))),
        ("gitlab session", random => With("_gitlab_session=@@", Of(random, Hex, 32))),
        ("datadog app", random => With("DD_APP_KEY: @@", Of(random, Hex, 40))),
        ("cohere", random => With("COHERE_API_KEY=@@", Of(random, Base62, 40))),
        ("algolia admin", random => With("X-Algolia-API-Key: @@", Of(random, Hex, 32))),
        ("okta", random => With("Authorization: SSWS @@", "00" + Of(random, Base62, 40))),
        ("sumo", random => With("sumoAccessKey=@@", Of(random, Base62, 64))),
        ("opsgenie", random => With("Authorization: GenieKey @@", Uuid(random))),
        ("fastly", random => With("Fastly-Key: @@", Of(random, Base62, 32))),
        ("splunk hec", random => With("Authorization: Splunk @@", Uuid(random))),
        ("newrelic header", random => With("Api-Key: @@", Of(random, Base62, 32))),
        ("azure ocp", random => With("Ocp-Apim-Subscription-Key: @@", Of(random, Hex, 32))),
        ("functions key", random => With("x-functions-key: @@", Of(random, Base62, 54) + "==")),
        ("rapidapi", random => With("X-RapidAPI-Key: @@", Of(random, Base62, 50))),
        ("vault", random => With("X-Vault-Token: @@", Of(random, Base62, 26))),
        ("gcp oauth", random => With("\"private_key_id\": \"1\", \"client_secret\": \"@@\"", Of(random, Base62, 24))),
    ];

    private static (string Text, string Secret) With(string text, string secret) =>
        (text.Replace(Gap, secret, StringComparison.Ordinal), secret);

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Phrase(Random random) => $"Sunny{Of(random, Lower, 4)}-{Of(random, Lower, 5)}{random.Next(100, 999)}!";

    private static string Uuid(Random random) =>
        $"{Of(random, Hex, 8)}-{Of(random, Hex, 4)}-4{Of(random, Hex, 3)}-a{Of(random, Hex, 3)}-{Of(random, Hex, 12)}";

    private static string Of(Random random, string letters, int length) => new(random.GetItems<char>(letters, length));
}
