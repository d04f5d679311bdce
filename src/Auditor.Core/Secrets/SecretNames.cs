using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>Tells by a name what its value is: <c>dbPassword</c> holds a password, <c>passwordResetFunction</c> names a function.</summary>
internal static partial class SecretNames
{
    /// <summary>What a name says of its value.</summary>
    public enum Meaning
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>That it names or counts something: <c>tokenUrl</c>, <c>commit</c>, <c>clientId</c>.</summary>
        NamesSomething,

        /// <summary>That it may be a key: <c>key</c>, <c>auth</c>, <c>signature</c>.</summary>
        MayBeSecret,

        /// <summary>That it is a secret.</summary>
        IsSecret,
    }

    // What is a secret when a name ends with it, or goes on with words that only say which one.
    private static readonly FrozenDictionary<string, string> Secrets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["password"] = "password",
        ["passwd"] = "password",
        ["passwort"] = "password",
        ["kennwort"] = "password",
        ["pwd"] = "password",
        ["pw"] = "password",
        ["pass"] = "password",
        ["passphrase"] = "password",
        ["passcode"] = "password",
        ["passkey"] = "password",
        ["pswd"] = "password",
        ["psw"] = "password",
        ["userpass"] = "password",
        ["contrasena"] = "password",
        ["contraseña"] = "password",
        ["senha"] = "password",
        ["wachtwoord"] = "password",
        ["motdepasse"] = "password",
        ["haslo"] = "password",
        ["hasło"] = "password",
        ["heslo"] = "password",
        ["passe"] = "password",
        ["lösenord"] = "password",
        ["adgangskode"] = "password",
        ["salasana"] = "password",
        ["parola"] = "password",
        ["пароль"] = "password",
        ["secret"] = "secret",
        ["geheimnis"] = "secret",
        ["psk"] = "secret",
        ["pepper"] = "secret",
        ["pin"] = "secret",
        ["otp"] = "secret",
        ["token"] = "token",
        ["jwt"] = "token",
        ["bearer"] = "token",
        ["pat"] = "token",
        ["cookie"] = "cookie",
        ["sessionid"] = "token",
        ["sessid"] = "token",
        ["credential"] = "credential",
        ["credentials"] = "credential",
        ["cred"] = "credential",
        ["creds"] = "credential",
        ["apikey"] = "key",
        ["authkey"] = "key",
        ["accesskey"] = "key",
        ["secretkey"] = "key",
        ["privatekey"] = "key",
        ["signingkey"] = "key",
        ["clientkey"] = "key",
        ["masterkey"] = "key",
        ["sharedkey"] = "key",
        ["encryptionkey"] = "key",
        ["accountkey"] = "key",
        ["appkey"] = "key",
        ["licensekey"] = "key",
        ["sharedaccesskey"] = "key",
        ["subscriptionkey"] = "key",
        ["hmackey"] = "key",
        ["passwords"] = "password",
        ["secrets"] = "secret",
        ["tokens"] = "token",
        ["apikeys"] = "key",
        ["sig"] = "signature",
        ["apitoken"] = "token",
        ["authtoken"] = "token",
        ["accesstoken"] = "token",
        ["refreshtoken"] = "token",
        ["clientsecret"] = "secret",
        ["appsecret"] = "secret",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // "key" alone opens nothing; these before it say that it does.
    private static readonly FrozenSet<string> BeforeKey = Words(
        "api auth access secret private signing signature client master shared encryption decryption account service subscription "
            + "functions function host storage webhook session app application consumer "
        + "license licence admin hmac aes rsa ssh gpg pgp integration ingest ingestion write read crypto cipher customer partner vendor "
            + "gateway stripe twilio sendgrid openai datadog newrelic maps google dd");

    // What is behind these names something, counts something or says how: the word before is what it is about.
    private static readonly FrozenSet<string> Things = Words(
        "id ids identifier arn arns name names url uri urls uris endpoint endpoints host hostname domain origin address addr path prefix "
            + "suffix file filename folder dir location bucket table queue topic stream "
        + "function functions fn lambda handler authorizer authoriser service services server provider issuer iss audience aud sub "
            + "subject client clients user username users role roles group pool policy policies "
        + "ttl expiry expires expiration expired exp lifetime duration seconds minutes hours days timeout age time date at on max min "
            + "length len size limit limits count number digits retries rate window "
        + "type types kind mode strategy method algorithm alg format version source sources header headers param params parameter "
            + "parameters field fields claim claims scope scopes "
        + "enabled enable disabled required require optional allowed validation validator validate verification verifier check checker "
            + "rotation rotator rotate reset resetter recovery change changer update updater "
        + "generator generation exchange exchanger refresher revocation introspection manager management store vault engine region zone "
            + "env environment account namespace cluster cache alias status state label title description "
        + "page view template email mail sender event events message messages exception error errors code codes usage use hint notice "
            + "help docs schema model pattern regex regexp port protocol "
        + "from ref reference owner team contact class layer module component stack stage api apis route resource resources integration "
            + "backend frontend proxy job task worker flow process pipeline build image repository repo "
        + "hash sha md digest checksum fingerprint thumbprint commit revision rev etag release public kid jwks jku certificate cert "
            + "certs rule rules metric metrics alarm dashboard log logs level project tenant org");

    // What names and counts, so that its value is not judged by how it looks.
    private static readonly FrozenSet<string> Naming = Words(
        "id ids identifier arn arns name names url uri endpoint host hostname domain path bucket table queue topic stream function fn "
            + "lambda handler alias version rev revision commit sha "
        + "hash digest checksum md etag fingerprint thumbprint integrity build release image trace request correlation uuid guid tenant "
            + "customer organization organisation project workspace account stack logical physical "
        + "audience aud kid nanoid ksuid ulid thumb traceparent site sitekey publishable public cert certificate snapshot volume subnet "
            + "vpc layer asset artifact deployment cdn distribution zone region env environment resource git ref branch changeset "
                + "template");

    private static readonly FrozenSet<string> Weak = Words(
        "key keys auth authorization authentication signature sign signing hmac seed salt nonce license licence serial activation login "
            + "access verify verification origin webhook hook code private shared sso saml oauth session");

    /// <summary>What its value is called when the name says that it is a secret; null otherwise.</summary>
    public static string? KindOf(string? name) => Read(name).Kind;

    /// <summary>What a name says of its value.</summary>
    public static Meaning Of(string? name) => Read(name).Meaning;

    /// <summary>What a name says of its value, and what to call that when it is a secret.</summary>
    public static (Meaning Meaning, string? Kind) Read(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > 200)
        {
            return (Meaning.None, null);
        }

        var words = Split(Mapped().Replace(EscapedText.Decode(name)?.Text ?? name, ""));
        for (var index = words.Length - 1; index >= 0; index--)
        {
            if (SecretAt(words, index) is { } kind && index >= words.Length - 4)
            {
                // "token", "tokenProd", but not "tokenUrl", "token_endpoint_auth_method".
                return words.Skip(index + 1).Any(Things.Contains) && !IsValue(words[^1])
                    ? (Meaning.NamesSomething, null)
                    : (Meaning.IsSecret, kind);
            }
        }

        // "codeSha256"
        words = words is [.., _, var number] && char.IsAsciiDigit(number[0]) ? words[..^1] : words;
        return words switch
        {
            [] => (Meaning.None, null),
            [.., "public" or "publishable" or "site", "key"] => (Meaning.NamesSomething, null),
            [.., var last] when Naming.Contains(last) => (Meaning.NamesSomething, null),
            _ when Array.Exists(words, Weak.Contains) =>
                Things.Contains(words[^1]) && !Weak.Contains(words[^1]) ? (Meaning.NamesSomething, null) : (Meaning.MayBeSecret, null),
            _ when Array.Exists(words, Naming.Contains) => (Meaning.NamesSomething, null),
            _ => (Meaning.None, null),
        };
    }

    // "secretHeaderValue"
    private static bool IsValue(string word) => word is "value" or "values" or "val" or "plaintext" or "raw";

    private static string? SecretAt(string[] words, int index)
    {
        var word = words[index];
        if (Secrets.TryGetValue(word, out var kind))
        {
            // "pass" is a password where it ends a name or stands alone; "secret sauce" is anybody's guess and counts.
            return kind;
        }

        if (word is "key" or "keys" && index > 0 && BeforeKey.Contains(words[index - 1]))
        {
            return "key";
        }

        if (word is "string" && index > 0 && words[index - 1] is "connection")
        {
            return "connection string";
        }

        // "dbpassword", "mysecret", "authtoken" written in one.
        return Ending().Match(word) is { Success: true } ending ? Secrets[ending.Value.TrimEnd('s')] : null;
    }

    // "dbPassword", "DB_PASSWORD", "db-password", "db.password", "APIKey2".
    private static string[] Split(string name) => [.. Word().Matches(name).Select(word => word.Value.ToLowerInvariant())];

    private static FrozenSet<string> Words(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    // "integration.request.header.X-Token", "append:header.x-token": what is named is behind the last full stop.
    [GeneratedRegex(
        @"^((integration|method|gatewayresponse|route)\.((request|response)\.)?|(append|overwrite|remove):)(header|querystring|multivalueheader|multivaluequerystring|path)\.",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Mapped();

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[0-9]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Word();

    [GeneratedRegex(
        "(password|passwd|passphrase|secret|token|apikey|privatekey|secretkey|accesskey|credential|sessionid|sessid)s?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Ending();
}
