using Auditor.Core.Findings;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>The resource policy that the lists under <c>Auth.ResourcePolicy</c> make.</summary>
internal static class SamResourcePolicy
{
    public static Value? Of(Value? ofApi, ImmutableArray<SamEvent> events, Resource api)
    {
        var statements = new List<Value>();
        if (ofApi is not null)
        {
            Add(statements, ofApi, "execute-api:/*");
        }

        foreach (var each in events)
        {
            if (each.Auth?["ResourcePolicy"] is { } own)
            {
                Add(
                    statements,
                    own,
                    $"execute-api:/*/{(each.Method == "ANY" ? "*" : each.Method)}{System.Text.RegularExpressions.Regex.Replace(each.Path, @"\{[^}]*\}", "*")}");
            }
        }

        var place = ofApi?.Place ?? api.Place;
        return statements.Count == 0
            ? null
            : Map(place, ("Version", Text(place, "2012-10-17")), ("Statement", new ListValue(place, [.. statements])));
    }

    private static void Add(List<Value> statements, Value policy, string resource)
    {
        Accounts("AwsAccountWhitelist", "Allow");
        Accounts("AwsAccountBlacklist", "Deny");
        Networks("IpRangeWhitelist", "NotIpAddress", "aws:SourceIp");
        Networks("IpRangeBlacklist", "IpAddress", "aws:SourceIp");
        foreach (var (list, condition) in new[] { ("Whitelist", "StringNotEquals"), ("Blacklist", "StringEquals") })
        {
            var sources = (policy[$"SourceVpc{list}"] is { } mixed ? mixed.Items : []).ToList();
            Networks(
                sources.Where(source => Literal(source)?.StartsWith("vpce-", StringComparison.Ordinal) is not true)
                    .Concat(policy[$"IntrinsicVpc{list}"]?.Items ?? [])
                    .ToList(),
                condition,
                "aws:SourceVpc",
                policy.Place);
            Networks(
                sources.Where(source => Literal(source)?.StartsWith("vpce-", StringComparison.Ordinal) is true)
                    .Concat(policy[$"IntrinsicVpce{list}"]?.Items ?? [])
                    .ToList(),
                condition,
                "aws:SourceVpce",
                policy.Place);
        }

        foreach (var custom in policy["CustomStatements"]?.Items ?? [])
        {
            statements.Add(custom);
        }

        void Accounts(string name, string effect)
        {
            if (policy[name] is { } accounts)
            {
                statements.Add(Statement(accounts.Place, effect, Map(accounts.Place, ("AWS", accounts)), null, resource));
            }
        }

        void Networks(object list, string condition, string key, SourcePlace? place = null)
        {
            var (items, at) = list switch
            {
                string name => (policy[name]?.Items.ToList() ?? [], policy[name]?.Place),
                List<Value> all => (all, place),
                _ => ([], null),
            };
            if (items.Count == 0 || at is null)
            {
                return;
            }

            statements.Add(Statement(at, "Allow", Text(at, "*"), null, resource));
            statements.Add(Statement(
                at, "Deny", Text(at, "*"), Map(at, (condition, Map(at, (key, new ListValue(at, [.. items]))))), resource));
        }
    }

    private static MapValue Statement(SourcePlace place, string effect, Value principal, MapValue? condition, string resource) => Map(place,
        ("Effect", Text(place, effect)),
        ("Principal", principal),
        ("Action", Text(place, "execute-api:Invoke")),
        ("Resource", Text(place, resource)),
        ("Condition", condition));
}
