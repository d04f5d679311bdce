using Auditor.Core.Findings;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>
/// The resource policy that the lists under <c>Auth.ResourcePolicy</c> make: statements for each path, about the stage that was asked for
/// and no other.
/// </summary>
internal sealed class SamResourcePolicy(Resource api)
{
    private readonly List<Value> _statements = [];
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);

    /// <summary>The policy; <see langword="null"/> where nothing asks for one.</summary>
    /// <param name="api">The API.</param>
    /// <param name="events">The events that make its routes, or whose authorization replaces that of its document.</param>
    /// <param name="eventsMakeMethods">Whether only those methods are there when an event is read that events have made.</param>
    /// <param name="methods">All its methods.</param>
    public static Value? Of(
        Resource api, ImmutableArray<SamEvent> events, bool eventsMakeMethods, IReadOnlyList<(string Method, string Path)> methods)
    {
        var policy = new SamResourcePolicy(api);
        foreach (var (index, each) in events.Index())
        {
            if (each.Auth?["ResourcePolicy"] is { } own)
            {
                var known = eventsMakeMethods ? events.Take(index + 1).Select(earlier => (earlier.Method, earlier.Path)) : methods;
                policy.Add(own, each.Path, known.Where(method => method.Path == each.Path).Select(method => method.Method));
                policy._statements.AddRange(own["CustomStatements"]?.Items ?? []);
            }
        }

        var ofApi = api["Auth"]?["ResourcePolicy"];
        if (ofApi is not null)
        {
            foreach (var path in methods.GroupBy(method => method.Path, StringComparer.Ordinal))
            {
                policy.Add(ofApi, path.Key, path.Select(method => method.Method));
            }

            policy._statements.AddRange(ofApi["CustomStatements"]?.Items ?? []);
        }

        var place = ofApi?.Place ?? api.Place;
        return policy._statements.Count == 0
            ? null
            : Map(place, ("Version", Text(place, "2012-10-17")), ("Statement", new ListValue(place, [.. policy._statements])));
    }

    private void Add(Value policy, string path, IEnumerable<string> methods)
    {
        var place = policy.Place;
        var resources = new ListValue(place, [.. methods.Distinct(StringComparer.Ordinal).Select(method => (Value)Pieces(place,
        [
            new LiteralPiece("execute-api:/"),
            .. api["StageName"] is TextValue stage ? stage.Pieces : [new LiteralPiece("*")],
            new LiteralPiece($"/{(method == "ANY" ? "*" : method)}{SamEvent.InArn(path)}"),
        ]))]);
        Accounts("AwsAccountWhitelist", "Allow");
        Accounts("AwsAccountBlacklist", "Deny");
        Networks(policy["IpRangeWhitelist"]?.Place, "NotIpAddress", ("aws:SourceIp", policy["IpRangeWhitelist"]?.Items ?? []));
        Networks(policy["IpRangeBlacklist"]?.Place, "IpAddress", ("aws:SourceIp", policy["IpRangeBlacklist"]?.Items ?? []));
        foreach (var (list, condition) in new[] { ("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals") })
        {
            var sources = policy[$"SourceVpc{list}"]?.Items ?? [];
            // Both keys in one condition: it holds where both of them do.
            Networks(
                place,
                condition,
                ("aws:SourceVpc", [.. sources.Where(source => !IsEndpoint(source)), .. policy[$"IntrinsicVpc{list}"]?.Items ?? []]),
                ("aws:SourceVpce", [.. sources.Where(IsEndpoint), .. policy[$"IntrinsicVpce{list}"]?.Items ?? []]));
        }

        void Accounts(string name, string effect)
        {
            if (policy[name] is { } accounts)
            {
                _statements.Add(Statement(accounts.Place, effect, Map(accounts.Place, ("AWS", accounts)), null, resources));
            }
        }

        void Networks(SourcePlace? at, string condition, params ReadOnlySpan<(string Key, ImmutableArray<Value> Values)> keys)
        {
            var where = at ?? place;
            var members = new List<(string, Value?)>();
            foreach (var (key, values) in keys)
            {
                if (values is not [])
                {
                    members.Add((key, new ListValue(where, values)));
                }
            }

            if (members is [])
            {
                return;
            }

            if (_allowed.Add(string.Join(' ', resources.All.OfType<TextValue>().Select(each => string.Join(',', each.Pieces)))))
            {
                _statements.Add(Statement(where, "Allow", Text(where, "*"), null, resources));
            }

            _statements.Add(Statement(where, "Deny", Text(where, "*"), Map(where, (condition, Map(where, [.. members]))), resources));
        }
    }

    private static bool IsEndpoint(Value source) => Literal(source)?.StartsWith("vpce-", StringComparison.Ordinal) is true;

    private static MapValue Statement(SourcePlace place, string effect, Value principal, MapValue? condition, Value resources) => Map(place,
        ("Effect", Text(place, effect)),
        ("Principal", principal),
        ("Action", Text(place, "execute-api:Invoke")),
        ("Resource", resources),
        ("Condition", condition));
}
