using System.Globalization;

namespace Auditor.Testing.Policies;

/// <summary>
/// Policies in the shapes that people write, up to what AWS accepts, from a seed: allow lists, deny lists of bots, partners, organizations,
/// endpoints, paths, windows of time.
/// </summary>
public static class PolicyShapes
{
    /// <summary>What API Gateway accepts at most as resource policy, in characters.</summary>
    public const int MostCharacters = 8_192;

    private static readonly string[] Bots =
    [
        "curl", "python-requests", "bot", "spider", "crawler", "sqlmap", "nikto", "Go-http-client", "Wget", "HeadlessChrome", "scrapy",
        "java", "libwww", "masscan", "zgrab", "okhttp",
    ];
    private static readonly string[] Names =
    [
        "orders", "admin", "internal", "users", "reports", "health", "v1", "v2", "billing", "search", "export", "payments", "partners",
        "items", "debug", "metrics",
    ];
    private static readonly string[] Accounts =
    [
        "111122223333",
        "444455556666",
        "777788889999",
        "123456789012",
        "210987654321",
        "555566667777",
    ];

    /// <summary>The policy of a seed; the same for ever.</summary>
    public static string Of(int seed)
    {
        var random = new Random(seed);
        var most = random.Next(1, 10);
        var statements = new List<string>();
        while (statements.Count < most)
        {
            var statement = Statement(random, isFirst: statements.Count == 0);
            if (statements.Sum(each => each.Length + 1) + statement.Length > MostCharacters - 60)
            {
                break;
            }

            statements.Add(statement);
        }

        return $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
    }

    private static string Statement(Random random, bool isFirst)
    {
        var effect = isFirst || random.Next(5) < 2 ? "Allow" : "Deny";
        var principal = random.Next(6) switch
        {
            0 =>
                $$"""{"AWS":[{{Quoted(Some(random, 3, () => random.Next(2) == 0 ? Pick(random, Accounts) : $"arn:aws:iam::{Pick(random, Accounts)}:role/{Pick(random, Names)}"))}}]}""",
            1 => """{"AWS":"*"}""",
            _ => "\"*\"",
        };
        var resource = random.Next(3) == 0 ? ["execute-api:/*"] : Some(random, 4, () => Resource(random));
        var conditions = Enumerable.Range(0, random.Next(4))
            .Select(_ => Condition(random))
            .DistinctBy(each => each.Split('{')[0])
            .ToArray();
        var name = effect == "Deny" && random.Next(12) == 0 ? "NotResource" : "Resource";
        return $"{{\"Effect\":\"{effect}\",\"Principal\":{principal},\"Action\":\"execute-api:Invoke\",\"{name}\":[{Quoted(resource)}],\"Condition\":{{{string.Join(',', conditions)}}}}}";
    }

    private static string Resource(Random random)
    {
        var stage = random.Next(3) == 0 ? "prod" : "*";
        var verb = random.Next(2) == 0 ? "*" : Pick(random, ["GET", "POST", "DELETE"]);
        return random.Next(5) switch
        {
            0 => $"execute-api:/{stage}/{verb}/{Pick(random, Names)}",
            1 => $"execute-api:/{stage}/{verb}/*{Pick(random, Names)}*",
            2 => $"execute-api:/{stage}/{verb}/*/{Pick(random, Names)}",
            3 => $"execute-api:/{stage}/{verb}/*",
            _ => $"execute-api:/{stage}/{verb}/{Pick(random, Names)}/*",
        };
    }

    private static string Condition(Random random)
    {
        var not = random.Next(3) == 0 ? "Not" : "";
        return random.Next(16) switch
        {
            0 or 1 or 2 => Block($"{not}IpAddress", "aws:SourceIp", Some(random, 20, () => Block(random))),
            3 or 4 =>
                Block(
                    $"String{not}Like",
                    "aws:UserAgent",
                    Some(random, 14, () => $"*{Pick(random, Bots)}{(random.Next(2) == 0 ? "*" : "/?.*")}")),
            5 => Block($"String{not}Like", "aws:Referer", Some(random, 8, () => $"https://{Pick(random, Names)}.example.com/*")),
            6 => Block($"String{not}Equals", "aws:SourceVpce", Some(random, 4, () => $"vpce-0{Hexadecimal(random)}")),
            7 => Block($"String{not}EqualsIfExists", "aws:SourceVpc", Some(random, 3, () => $"vpc-0{Hexadecimal(random)}")),
            8 => Block($"String{not}Equals", "aws:PrincipalOrgID", Some(random, 2, () => $"o-{Hexadecimal(random)}")),
            9 =>
                Block(
                    $"ForAnyValue:String{not}Like",
                    "aws:PrincipalOrgPaths",
                    Some(random, 4, () => $"o-{Hexadecimal(random)}/r-ab12/ou-ab12-{random.Next(9)}*")),
            10 =>
                Block(
                    $"Arn{not}Like",
                    "aws:PrincipalArn",
                    Some(random, 10, () => $"arn:aws:iam::{(random.Next(2) == 0 ? "*" : Pick(random, Accounts))}:role/*{Pick(random, Names)}*")),
            11 => Block($"String{not}Equals", "aws:PrincipalAccount", Some(random, 5, () => Pick(random, Accounts))),
            12 => Block($"String{not}Like", "aws:userid", Some(random, 6, () => $"AROA{Hexadecimal(random).ToUpperInvariant()}:*")),
            13 =>
                Block(
                    $"String{not}Like",
                    $"aws:PrincipalTag/{Pick(random, ["team", "stage"])}",
                    Some(random, 6, () => $"*{Pick(random, Names)}*")),
            14 => Block("DateLessThan", "aws:CurrentTime", [$"20{random.Next(20, 40)}-01-01T00:00:00Z"]),
            _ => Block("Bool", "aws:SecureTransport", [random.Next(2) == 0 ? "true" : "false"]),
        };
    }

    private static string Block(string operation, string key, IEnumerable<string> values) => $$"""
        "{{operation}}":{"{{key}}":[{{Quoted(values)}}]}
        """;

    private static string Block(Random random) => random.Next(8) == 0
        ? Text($"2001:db8:{random.Next(1, 999)}::/48")
        : Text($"{random.Next(1, 223)}.{random.Next(256)}.{random.Next(256)}.0/{random.Next(16, 29)}");

    private static string Hexadecimal(Random random) => Text($"{random.Next(0x10000000, 0x7fffffff):x}{random.Next(0x100, 0xfff):x}");

    private static string[] Some(Random random, int most, Func<string> one) =>
        [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => one()).Distinct(StringComparer.Ordinal)];

    private static string Pick(Random random, string[] of) => of[random.Next(of.Length)];

    private static string Quoted(IEnumerable<string> values) => string.Join(',', values.Select(value => $"\"{value}\""));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
