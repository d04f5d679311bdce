namespace Auditor.Testing.Secrets;

/// <summary>Secrets of every kind, made anew from a seed so that none stands in this repository.</summary>
public static class PlantedSecrets
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Hex = Digits + "abcdef";
    private const string Base62 = Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits;
    private const string Base64 = Base62 + "+/";
    private const string Url64 = Base62 + "_-";
    private static readonly string[] Words =
    [
        "cobalt", "ember", "glacier", "violet", "meadow", "juniper", "orchid", "saffron", "maple", "falcon", "lantern", "otter",
    ];

    /// <summary>What says itself that it is a secret, wherever it stands.</summary>
    public static readonly (string Kind, Func<Random, string> Make)[] SelfEvident =
    [
        ("AWS access key id", random => "AKI" + "A" + Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)),
        ("AWS temporary key id", random => "ASI" + "A" + Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)),
        ("AWS session token", random => "IQo" + "Jb3JpZ2luX2Vj" + Of(random, Base64, 200)),
        ("GitHub classic", random => "gh" + "p_" + Of(random, Base62, 36)),
        ("GitHub app", random => "gh" + "s_" + Of(random, Base62, 36)),
        ("GitHub fine-grained", random => "github" + "_pat_" + Of(random, Base62, 22) + "_" + Of(random, Base62, 59)),
        ("GitLab", random => "glp" + "at-" + Of(random, Url64, 20)),
        ("GitLab runner", random => "gl" + "rt-" + Of(random, Url64, 20)),
        ("GitLab routable", random => "glp" + "at-" + Of(random, Base62, 27) + ".01." + Of(random, Digits + Lower, 9)),
        ("Slack bot", random => "xo" + "xb-" + Of(random, Digits, 12) + "-" + Of(random, Digits, 13) + "-" + Of(random, Base62, 24)),
        ("Slack app", random => "xa" + "pp-1-A" + Of(
            random, "ABCDEFGH" + Digits, 10) + "-" + Of(random, Digits, 13) + "-" + Of(random, Hex, 64)),
        ("Slack webhook", random => "https://hooks.slack" + ".com/services/T" + Of(random, "ABCDEF" + Digits, 8) + "/B" + Of(
            random, "ABCDEF" + Digits, 10) + "/" + Of(random, Base62, 24)),
        ("Stripe live", random => "sk_l" + "ive_51" + Of(random, Base62, 96)),
        ("Stripe restricted", random => "rk_l" + "ive_" + Of(random, Base62, 24)),
        ("Stripe webhook", random => "wh" + "sec_" + Of(random, Base62, 32)),
        ("Google API key", random => "AI" + "za" + Of(random, Url64, 35)),
        ("Google client secret", random => "GOC" + "SPX-" + Of(random, Url64, 28)),
        ("Google access token", random => "ya2" + "9.a0" + Of(random, Url64, 120)),
        ("OpenAI project", random => "sk-p" + "roj-" + Of(random, Url64, 74) + "T3Blbk" + "FJ" + Of(random, Url64, 74)),
        ("OpenAI legacy", random => "sk" + "-" + Of(random, Base62, 20) + "T3Blbk" + "FJ" + Of(random, Base62, 20)),
        ("Anthropic", random => "sk-a" + "nt-api03-" + Of(random, Url64, 93) + "AA"),
        ("Hugging Face", random => "h" + "f_" + Of(random, Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 34)),
        ("Replicate", random => "r" + "8_" + Of(random, Base62, 37)),
        ("Groq", random => "gs" + "k_" + Of(random, Base62, 52)),
        ("Perplexity", random => "ppl" + "x-" + Of(random, Base62, 48)),
        ("xAI", random => "xa" + "i-" + Of(random, Base62, 80)),
        ("Pinecone", random => "pcs" + "k_" + Of(random, Base62, 6) + "_" + Of(random, Base62, 60)),
        ("LangSmith", random => "lsv2" + "_pt_" + Of(random, Hex, 32) + "_" + Of(random, Hex, 10)),
        ("Notion", random => "nt" + "n_" + Of(random, Base62, 46)),
        ("Linear", random => "lin" + "_api_" + Of(random, Base62, 40)),
        ("Atlassian", random => "ATA" + "TT3xFfGF0" + Of(random, Url64, 180) + "=" + Of(random, "ABCDEF" + Digits, 8)),
        ("npm", random => "np" + "m_" + Of(random, Base62, 36)),
        ("PyPI", random => "py" + "pi-AgEIcHlwaS5vcmc" + Of(random, Url64, 150)),
        ("RubyGems", random => "ruby" + "gems_" + Of(random, Hex, 48)),
        ("Docker", random => "dckr" + "_pat_" + Of(random, Url64, 27)),
        ("DigitalOcean", random => "dop" + "_v1_" + Of(random, Hex, 64)),
        ("Heroku", random => "HRK" + "U-AA" + Of(random, Url64, 58)),
        ("Supabase", random => "sb" + "p_" + Of(random, Hex, 40)),
        ("PlanetScale", random => "pscale" + "_tkn_" + Of(random, Url64, 43)),
        ("Databricks", random => "da" + "pi" + Of(random, Hex, 32)),
        ("Grafana", random => "gl" + "sa_" + Of(random, Base62, 32) + "_" + Of(random, Hex, 8)),
        ("New Relic", random => "NR" + "AK-" + Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits, 27)),
        ("Sentry", random => "snt" + "ryu_" + Of(random, Hex, 64)),
        ("Dynatrace", random => "dt0" + "c01." + Of(
            random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 24) + "." + Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 64)),
        ("Shopify", random => "shp" + "at_" + Of(random, Hex, 32)),
        ("Square", random => "sq0" + "csp-" + Of(random, Url64, 43)),
        ("Twilio", random => "S" + "K" + Of(random, Hex, 32)),
        ("SendGrid", random => "S" + "G." + Of(random, Url64, 22) + "." + Of(random, Url64, 43)),
        ("Mailgun", random => "ke" + "y-" + Of(random, Hex, 32)),
        ("Mailchimp", random => Of(random, Hex, 32) + "-u" + "s12"),
        ("Brevo", random => "xkey" + "sib-" + Of(random, Hex, 64) + "-" + Of(random, Base62, 16)),
        ("Telegram", random => Of(random, "123456789", 10) + ":A" + "A" + Of(random, Url64, 33)),
        ("Discord webhook", random => "https://discord" + ".com/api/webhooks/" + Of(random, "123456789", 18) + "/" + Of(random, Url64, 68)),
        ("Discord bot", random => "MT" + Of(random, Base62, 24) + "." + Of(random, Base62, 6) + "." + Of(random, Url64, 38)),
        ("Azure AD", random => Of(random, Base62, 3) + "8Q" + "~" + Of(random, Base62, 34)),
        ("Azure storage", random => Of(random, Base64, 86) + "=="),
        ("Vault", random => "hv" + "s." + Of(random, Url64, 95)),
        ("Terraform Cloud", random => Of(random, Base62, 14) + ".atlas" + "v1." + Of(random, Base62, 67)),
        ("Doppler", random => "dp." + "pt." + Of(random, Base62, 43)),
        ("Pulumi", random => "pu" + "l-" + Of(random, Hex, 40)),
        ("Postman", random => "PMA" + "K-" + Of(random, Hex, 24) + "-" + Of(random, Hex, 34)),
        ("Airtable", random => "pa" + "t" + Of(random, Base62, 14) + "." + Of(random, Hex, 64)),
        ("Figma", random => "fig" + "d_" + Of(random, Url64, 40)),
        ("age", random => "AGE-SECRET" + "-KEY-1" + Of(random, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)),
        ("CircleCI", random => "CCI" + "PAT_" + Of(random, Base62, 22) + "_" + Of(random, Hex, 40)),
        ("Tailscale", random => "ts" + "key-auth-" + Of(random, Base62, 12) + "-" + Of(random, Base62, 32)),
        ("HubSpot", random => "pat" + "-na1-" + Uuid(random)),
        ("SonarQube", random => "sq" + "p_" + Of(random, Hex, 40)),
        ("JSON web token", random => "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey" + "JzdWIiOiIx" + Of(random, Url64, 40) + "." + Of(random, Url64, 43)),
        ("private key", random => "-----BEGIN " + "PRIVATE KEY-----\n" + Of(random, Base64, 64) + "\n" + Of(random, Base64, 64) + "\n-----END PRIVATE KEY-----"),
        ("private key in one line", random => "-----BEGIN " + "RSA PRIVATE KEY----- " + Of(random, Base64, 64) + " " + Of(random, Base64, 40)),
        ("Cognito client secret", random => Of(random, Digits + Lower, 52)),
        ("AWS secret key", random => "1aZ" + Of(random, Base64, 37)),
        ("EC private key", random => "-----BEGIN " + "EC PRIVATE KEY-----\n" + Of(random, Base64, 64) + "\n-----END EC PRIVATE KEY-----"),
        ("OpenSSH private key", random => "-----BEGIN " + "OPENSSH PRIVATE KEY-----\n" + Of(random, Base64, 70) + "\n-----END OPENSSH PRIVATE KEY-----"),
        ("encrypted private key", random => "-----BEGIN " + "ENCRYPTED PRIVATE KEY-----\n" + Of(random, Base64, 64) + "\n-----END ENCRYPTED PRIVATE KEY-----"),
        ("PGP private key", random => "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----\n" + Of(random, Base64, 64) + "\n-----END PGP PRIVATE KEY BLOCK-----"),
        ("Cloudflare", random => "cf" + "ut_" + Of(random, Base62, 40)),
        ("Buildkite", random => "bk" + "ua_" + Of(random, Hex, 40)),
        ("Netlify", random => "nf" + "p_" + Of(random, Base62, 36)),
        ("Resend", random => "r" + "e_" + Of(random, Base62, 8) + "_" + Of(random, Base62, 24)),
        ("Mapbox", random => "sk.ey" + "J1IjoiYWNtZSIsImEi" + Of(random, Base62, 60) + "." + Of(random, Url64, 22)),
        ("AWS session token, older", random => "Fwo" + "GZXIvYXdzE" + Of(random, Base64, 200)),
        ("Bedrock", random => "AB" + "SK" + Of(random, Base64, 128)),
        ("GitHub OAuth", random => "gh" + "o_" + Of(random, Base62, 36)),
        ("GitHub refresh", random => "gh" + "r_" + Of(random, Base62, 76)),
        ("GitLab deploy", random => "gl" + "dt-" + Of(random, Url64, 20)),
        ("GitLab trigger", random => "glp" + "tt-" + Of(random, Hex, 40)),
        ("Slack user", random => "xo" + "xp-" + Of(random, Digits, 11) + "-" + Of(random, Digits, 11) + "-" + Of(random, Digits, 12) + "-" + Of(random, Hex, 32)),
        ("OpenAI service account", random => "sk-s" + "vcacct-" + Of(random, Url64, 120)),
        ("NuGet", random => "oy" + "2" + Of(random, Digits + Lower, 43)),
        ("Grafana Cloud", random => "gl" + "c_eyJ" + Of(random, Base62, 100)),
        ("New Relic license", random => Of(random, Hex, 36) + "NR" + "AL"),
        ("Azure DevOps", random => Of(random, Base62, 76) + "AZ" + "DO" + Of(random, Base62, 4)),
        ("Asana", random => "2/" + Of(random, "123456789", 16) + "/" + Of(random, "123456789", 16) + ":" + Of(random, Hex, 32)),
        ("Mailgun, newer", random => Of(random, Hex, 32) + "-" + Of(random, Hex, 8) + "-" + Of(random, Hex, 8)),
        ("Teams webhook", random => "https://contoso.webhook.office" + ".com/webhookb2/" + Uuid(random) + "@" + Uuid(random) + "/IncomingWebhook/" + Of(random, Hex, 32) + "/" + Uuid(random)),
        ("Bitbucket", random => "AT" + "BB" + Of(random, Base62, 32)),
        ("Vercel", random => "vc" + "p_" + Of(random, Base62, 56)),
        ("Fly.io", random => "fm" + "2_" + Of(random, Base64, 200)),
        ("LaunchDarkly", random => "sd" + "k-" + Uuid(random)),
        ("Razorpay", random => "rzp" + "_live_" + Of(random, Base62, 14)),
        ("1Password", random => "op" + "s_eyJ" + Of(random, Base62, 250)),
        ("Snyk", random => "snyk" + "_uat." + Of(random, Hex, 8) + "." + Of(random, Url64, 60)),
        ("Artifactory", random => "AKC" + "p8" + Of(random, Base62, 68)),
        ("Firebase", random => Of(random, Url64, 11) + ":APA" + "91b" + Of(random, Url64, 134)),
        ("encrypted JSON web token", random => "ey" + "JhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0.." + Of(random, Url64, 16) + "." + Of(random, Url64, 80) + "." + Of(random, Url64, 22)),
        ("private key that was cut off", random => "-----BEGIN " + "EC PRIVATE KEY-----\n" + Of(random, Base64, 64) + "\n" + Of(random, Base64, 30)),
        ("private key with headers", random => "-----BEGIN " + "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC," + Of(
            random, "ABCDEF" + Digits, 32) + "\n\n" + Of(random, Base64, 64) + "\n-----END RSA PRIVATE KEY-----"),
        ("settings of Docker in base64", random => Encoded(
            "{\"auths\":{\"registry.example.com\":{\"password\":\"" + Of(random, Base62, 24) + "\"}}}")),
        ("Contentful", random => "CFP" + "AT-" + Of(random, Url64, 43)),
    ];

    /// <summary>What is a secret by the word before it, and the text with that word.</summary>
    public static readonly (string Kind, Func<Random, (string Text, string Secret)> Make)[] Named =
    [
        ("password with colon", random => With("password:{0}", Phrase(random))),
        ("password with colon and space", random => With("Password: {0}", Phrase(random))),
        ("password equals", random => With("user=shop password={0}", Phrase(random))),
        ("pwd in connection string", random => With("Server=db;Uid=app;Pwd={0};Port=3306", Phrase(random))),
        ("client secret", random => With("client_id=web client_secret={0}", Phrase(random))),
        ("password is", random => With("the password is {0}", Phrase(random))),
        ("German", random => With("Kennwort: {0}", Phrase(random))),
        ("Authorization bearer", random => With("Authorization: Bearer {0}", Phrase(random))),
        ("bearer", random => With("send Bearer {0}", Of(random, Base62, 24))),
        ("basic", random => With(
            "Authorization: Basic {0}", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("shop:" + Phrase(random))))),
        ("API key header", random => With("x-api-key: {0}", Of(random, Base62, 40))),
        ("apikey in query", random => With("https://api.example.com/orders?apikey={0}&page=2", Of(random, Hex, 32))),
        ("token in query", random => With("https://api.example.com/orders?token={0}", Phrase(random))),
        ("password in query", random => With("https://api.example.com/login?user=a&password={0}", Phrase(random))),
        ("userinfo", random => With("https://app:{0}@backend.example.com/orders", Phrase(random))),
        ("userinfo of a database", random => With("postgres://app:{0}@db.internal:5432/orders", Phrase(random))),
        ("userinfo of a cache", random => With("redis://:{0}@cache.internal:6379/0", Of(random, Base62, 20))),
        ("userinfo with a slash", random => With("amqp://app:{0}@mq.internal/orders", Of(random, Base62, 6) + "/" + Of(random, Base62, 6))),
        ("percent-encoded", random => With(
            "https://backend.example.com/v1?dsn=postgres%3A%2F%2Fapp%3A{0}%40db.internal%3A5432%2Forders", Phrase(random))),
        ("encoded twice", random => With(
            "https://backend.example.com/v1?dsn=postgres%253A%252F%252Fapp%253A{0}%2540db.internal", Phrase(random))),
        ("shared access signature", random => With(
            "https://shop.blob.core.windows.net/c?sv=2022-11-02&sig={0}%3D", Of(random, Base62, 43))),
        ("account key", random => With("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={0}==", Of(random, Base64, 86))),
        ("function code", random => With("https://shop.azurewebsites.net/api/orders?code={0}==", Of(random, Base62, 54))),
        ("AWS secret by name", random => With("aws_secret_access_key = {0}", Of(random, Base64, 40))),
        ("JSON", random => With("{{\"user\":\"app\",\"password\":\"{0}\"}}", Phrase(random))),
        ("YAML", random => With("db:\n  password: {0}\n  host: db.internal", Phrase(random))),
        ("command line", random => With("mysql --user app --password {0} orders", Phrase(random))),
        ("curl", random => With("curl -u app:{0} https://api.example.com", Phrase(random))),
        ("private token", random => With("PRIVATE-TOKEN: {0}", Of(random, Base62, 20))),
        ("MongoDB", random => With("mongodb+srv://app:{0}@cluster0.example.mongodb.net/orders", Phrase(random))),
        ("JDBC", random => With("jdbc:postgresql://db.internal:5432/orders?user=app&password={0}", Phrase(random))),
        ("ADO.NET", random => With("Server=tcp:db.internal,1433;User ID=app;Password={0};Encrypt=true", Phrase(random))),
        ("FTP", random => With("ftp://app:{0}@files.internal/in", Phrase(random))),
        ("session token by name", random => With("aws_session_token={0}", Of(random, Base64, 120))),
        ("Datadog", random => With("DD_API_KEY={0}", Of(random, Hex, 32))),
        ("Azure client secret by name", random => With("AZURE_CLIENT_SECRET={0}", Of(random, Base62, 40))),
        ("PayPal secret", random => With("paypal_secret: {0}", Of(random, Base62, 80))),
        ("Twilio auth token", random => With("TWILIO_AUTH_TOKEN={0}", Of(random, Hex, 32))),
        ("passwd equals", random => With("passwd={0}", Of(random, Lower, 12))),
        ("pwd with colon", random => With("pwd: {0}", Of(random, Lower, 10))),
        ("base32 seed", random => With("otp secret: {0}", Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32))),
        ("Digest", random => With("Proxy-Authorization: Basic {0}", Of(random, Base62, 24))),
        ("passphrase quoted", random => With("passphrase \"{0}\"", Phrase(random))),
        ("cookie", random => With("Cookie: session={0}", Of(random, Base62, 32))),
        ("UUID as an API key", random => With("x-api-key: {0}", Uuid(random))),
        ("UUID as a header that only the origin knows", random => With("x-origin-verify: {0}", Uuid(random))),
        ("capital hexadecimal", random => With("api_key={0}", Of(random, "ABCDEF" + Digits, 32))),
        ("French", random => With("mot de passe : {0}", Phrase(random))),
        ("Spanish", random => With("contraseña: {0}", Phrase(random))),
        ("password glued to its flag", random => With("mysql -uapp -p{0} orders", Phrase(random))),
        ("Oracle", random => With("jdbc:oracle:thin:app/{0}@//db:1521/orders", Phrase(random))),
        ("Service Bus", random => With(
            "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={0}=", Of(random, Base64, 43))),
        ("one-time passwords", random => With("otpauth://totp/shop?secret={0}", Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32))),
        ("signature of AWS", random => With(
            "AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature={0}",
            Of(random, Hex, 64))),
        ("bearer in base64", random => With("Authorization: ApiKey {0}", Encoded(Of(random, Base62, 30)))),
        ("Git over HTTPS", random => With("git+https://oauth2:{0}@gitlab.example.com/shop/orders.git", Of(random, Base62, 20))),
        ("key by name, small letters", random => With("signing_key={0}", Of(random, Digits + Lower, 40))),
    ];

    /// <summary>Random text that is a secret only by the name of what holds it.</summary>
    public static readonly (string Kind, Func<Random, string> Make)[] Values =
    [
        ("passphrase", Phrase),
        ("short password", random => "Aa" + Of(random, Base62, 6) + "!7"),
        ("hexadecimal", random => Of(random, Hex, 32)),
        ("long hexadecimal", random => Of(random, Hex, 64)),
        ("small letters", random => Of(random, Digits + Lower, 40)),
        ("both cases", random => Of(random, Base62, 32)),
        ("base64", random => Of(random, Base64, 44) + "="),
        ("UUID", Uuid),
        ("symbols", random => Of(random, Base62 + "!#%^*()_-", 20)),
        ("digits", random => Of(random, "123456789", 12)),
    ];

    public static Random Seeded(int seed) => new(seed);

    private static (string Text, string Secret) With(string format, string secret) =>
        (string.Format(System.Globalization.CultureInfo.InvariantCulture, format, secret), secret);

    private static string Encoded(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Phrase(Random random) => string.Join('-', random.GetItems(Words, 3)) + random.Next(100, 999);

    private static string Uuid(Random random) =>
        $"{Of(random, Hex, 8)}-{Of(random, Hex, 4)}-4{Of(random, Hex, 3)}-a{Of(random, Hex, 3)}-{Of(random, Hex, 12)}";

    private static string Of(Random random, string letters, int length) => new(random.GetItems<char>(letters, length));
}
