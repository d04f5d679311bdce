using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Policies;

namespace Auditor.Testing.Policies;

/// <summary>Policies of as many characters as AWS accepts that are as much work as one can think of.</summary>
public static class HardPolicies
{
    /// <summary>By name.</summary>
    public static ImmutableArray<(string Name, string Policy)> All { get; } =
    [
        ("12 bots denied by User-Agent", Bots(12)),
        ("a Deny of as many User-Agents as fit", Filled(at => Deny(at, "*", $$"""{"StringLike":{"aws:UserAgent":"*bot{{at}}*x?"} }"""))),
        ("a Deny for each User-Agent and each part of the path", Filled(at => Deny(
            at, $"*/part{at}*", $$"""{"StringLike":{"aws:UserAgent":"*b?t{{at}}*"} }"""))),
        ("only some of many User-Agents and Referers", Filled(at => Allow(
            at, "execute-api:/*", $$"""{"StringLike":{"aws:UserAgent":"*a{{at}}*","aws:Referer":"*r{{at}}*"} }"""))),
        ("an Allow by tag and a Deny by another", Filled(at => at % 2 == 0
            ? Allow(
                at,
                "execute-api:/*",
                $$"""{"StringLike":{"aws:ResourceTag/t":"*{{at}}?{{at}}*"},"IpAddress":{"aws:SourceIp":"198.51.{{at}}.0/24"} }""")
            : Deny(at, "*", $$"""{"StringLike":{"aws:ResourceTag/u":"*{{at}}?{{at}}*"},"IpAddress":{"aws:SourceIp":"198.{{at}}.0.0/16"} }"""))),
        ("many networks, Referers, endpoints and organizations", Filled(at => (at % 4) switch
        {
            0 =>
                Allow(
                    at,
                    $"execute-api:/*/GET/*a{at}*",
                    $$"""{"IpAddress":{"aws:SourceIp":"198.51.{{at}}.0/24"},"StringLike":{"aws:Referer":"*r{{at}}*"} }"""),
            1 =>
                Deny(
                    at,
                    $"*/*{at}*",
                    $$"""{"StringNotLike":{"aws:UserAgent":"*u{{at}}*"},"NotIpAddress":{"aws:SourceIp":"198.51.{{at}}.0/25"} }"""),
            2 =>
                Allow(
                    at,
                    $"execute-api:/*b{at}*",
                    $$"""{"StringLike":{"aws:PrincipalOrgID":"o-{{at}}*"},"DateLessThan":{"aws:CurrentTime":"20{{at % 80 + 10}}-01-01T00:00:00Z"} }"""),
            _ =>
                Deny(
                    at,
                    $"*c{at}*d{at}*",
                    $$"""{"StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-0{{at}}"},"StringLike":{"aws:userid":"*{{at}}:*"} }"""),
        })),
        ("paths denied one by one, each to other networks", Filled(at => Deny(
            at, $"*/*p{at}*q*", $$"""{"NotIpAddress":{"aws:SourceIp":"{{at}}.0.0.0/8"} }"""))),
        ("eight patterns in each of as many values as fit", Filled(at => Deny(
            at,
            "*",
            $$"""{"StringLike":{"aws:UserAgent":["*a?{{at}}*","a*{{at}}?b*c","?{{at}}*","*{{at}}?*d"]},"StringNotLike":{"aws:Referer":["*e?{{at}}*","f*{{at}}?g*h"] } }"""))),
    ];

    /// <summary>Routes of several shapes: exact, with parameters, greedy.</summary>
    public static IEnumerable<RouteTarget> Routes(int count) => Enumerable.Range(0, count).Select(at => (at % 6) switch
    {
        0 => Route("GET", Text($"/orders/{at}")),
        1 => Route("GET", Text($"/admin/{{id}}/part{at}")),
        2 => Route("ANY", Text($"/part{at}/{{proxy+}}")),
        3 => Route("POST", "/users/{user}"),
        4 => Route("DELETE", Text($"/v{at}/reports")),
        _ => Route("ANY", "/{proxy+}"),
    });

    private static RouteTarget Route(string verb, string path) =>
        new() { Region = "eu-west-1", AccountId = "111122223333", ApiId = "a1b2c3", Stage = "prod", Verbs = [verb], Path = path };

    private static string Bots(int count)
    {
        var patterns = string.Join(',', Enumerable.Range(0, count).Select(at => Text($"\"*bot{at}*\"")));
        return $$"""{"Version":"2012-10-17","Statement":[{{Everyone}},{{Deny(0, "*", $$"""{"StringLike":{"aws:UserAgent":[{{patterns}}] } }""")}}]}""";
    }

    private const string Everyone = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    private static string Allow(int at, string resource, string condition) => Statement("Allow", at, resource, condition);

    private static string Deny(int at, string resource, string condition) => Statement("Deny", at, resource, condition);

    private static string Statement(string effect, int at, string resource, string condition) =>
        Text($$"""{"Sid":"S{{at}}","Effect":"{{effect}}","Principal":"*","Action":"execute-api:Invoke","Resource":"{{resource}}","Condition":{{condition}}}""");

    private static string Filled(Func<int, string> statement)
    {
        var statements = new List<string> { Everyone };
        for (var at = 1; ; at++)
        {
            var next = statement(at);
            if (statements.Sum(each => each.Length + 1) + next.Length > PolicyShapes.MostCharacters - 60)
            {
                return $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
            }

            statements.Add(next);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
