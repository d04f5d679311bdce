using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Waf;

/// <summary>Turns the statements of rules into the requests that they match.</summary>
internal sealed class StatementReading(WafLabels labels)
{
    // Attacks, patterns and floods: nobody has to send what these look for.
    private static readonly ImmutableHashSet<string> Avoidable =
    [
        "SqliMatchStatement", "XssMatchStatement", "RegexMatchStatement", "RegexPatternSetReferenceStatement", "SizeConstraintStatement",
        "ByteMatchStatement",
        "RateBasedStatement", "ManagedRuleGroupStatement", "LabelMatchStatement", "AsnMatchStatement", "GeoMatchStatement",
    ];

    private readonly Dictionary<string, RequestAtom> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _undecided = [];
    private int _atoms;

    /// <summary>What could not be decided, in the order in which it was met.</summary>
    public IEnumerable<string> Undecided => _undecided.Distinct(StringComparer.Ordinal);

    /// <summary>What a rule is called in lists of the undecided.</summary>
    public static string NameOf(WafRule rule, string what) =>
        $"rule {Quote.Of(rule.Name)} ({(what.Length > 0 ? what : "a statement that Auditor does not know")})";

    public void Name(string undecided) => _undecided.Add(undecided);

    /// <summary>The requests that a rule's statement matches.</summary>
    public RequestRegion Matched(WafRule rule, string context)
    {
        if (rule.Matches is { } statement)
        {
            // Without its header, AWS WAF does not apply a rule about forwarded addresses at all (WAF API reference, "ForwardedIPConfig").
            return ForwardedHeaders(statement).Distinct(StringComparer.Ordinal).Aggregate(
                Of(statement, rule, context),
                (region, header) => region.Intersect(RequestRegion.Of(RequestBox.Of(new(header, MayBeAbsent: false, MayBeMalformed: true, AddressSet.Everything)))));
        }

        if (rule.MatchesEverything.ValueOr(false))
        {
            return RequestRegion.Everything;
        }

        // Inventories of earlier versions say of a rule only whether it matches everything, and that only where it lets requests through.
        return Open(rule, rule.Statement, rule.Action is WafAction.Allow ? rule.MatchesEverything.Unknown : null);
    }

    /// <summary>Requests of which nobody can say from outside which they are.</summary>
    public RequestRegion Open(WafRule rule, string what, Unknown? unread = null, bool isCallersChoice = false, bool isOfRoute = false)
    {
        var name = NameOf(rule, what);
        _undecided.Add(name);
        return RequestRegion.Of(RequestBox.Of(
            new(_atoms++)
            {
                Name = name,
                IsAvoidable = unread is null && !isOfRoute && Avoidable.Contains(what),
                IsCallersChoice = isCallersChoice,
                Unread = unread,
            },
            holds: true));
    }

    private static IEnumerable<string> ForwardedHeaders(WafStatement statement) =>
        (statement.Statements ?? [])
            .SelectMany(ForwardedHeaders)
            .Concat(statement.ForwardedAddress is { } forwarded ? [forwarded.Header] : []);

    private RequestRegion Of(WafStatement statement, WafRule rule, string context)
    {
        if (statement.MatchesEverything is true)
        {
            return RequestRegion.Everything;
        }

        var inner = (statement.Statements ?? []).Select(part => Of(part, rule, context));
        return statement.Kind switch
        {
            "AndStatement" when statement.Statements is { IsEmpty: false } =>
                inner.Aggregate(RequestRegion.Everything, (all, part) => all.Intersect(part)),
            "OrStatement" when statement.Statements is { IsEmpty: false } =>
                inner.Aggregate(RequestRegion.Nothing, (any, part) => any.Union(part)),
            "NotStatement" when statement.Statements is [var only] => Of(only, rule, context).Complement(),
            "IPSetReferenceStatement" => OfAddresses(statement, rule),
            "GeoMatchStatement" when statement is { Countries: { } countries, ForwardedAddress: null } =>
                RequestRegion.Of(WebAclCountries.Of(countries)),
            "GeoMatchStatement" when statement.ForwardedAddress is not null => Open(rule, statement.Kind, isCallersChoice: true),
            "LabelMatchStatement" when labels.Bearing(statement, context) is { } bearing => bearing,
            "ByteMatchStatement" when statement is { Part: not null, Comparison: not null }
                && (statement.Value ?? (object?)statement.SecretValue) is not null => Of(statement),
            // Whoever calls a route has no other path, verb or host to send.
            _ => Open(
                rule,
                statement.Kind,
                isOfRoute: statement is { Part: "UriPath" or "Method" } or { Part: "SingleHeader", PartName: "host" }),
        };
    }

    private RequestRegion OfAddresses(WafStatement statement, WafRule rule)
    {
        if (statement.Addresses.Unknown is { } unread)
        {
            return Open(rule, statement.Kind, unread);
        }

        var blocks = new List<Cidr>();
        foreach (var text in statement.Addresses.Value)
        {
            if (!Cidr.TryParse(text, out var block))
            {
                return Open(
                    rule,
                    statement.Kind,
                    new($"The IP set of rule {Quote.Of(rule.Name)} holds {Quote.Of(text)}, which is no block of addresses."));
            }

            blocks.Add(block);
        }

        var addresses = AddressSet.Of(blocks);
        if (statement.ForwardedAddress is not { } forwarded)
        {
            return RequestRegion.Of(addresses);
        }

        var values = new WebAclForwardedAddresses(forwarded.Header, MayBeAbsent: false, forwarded.MatchesMalformed, addresses);
        return values.IsEmpty ? RequestRegion.Nothing : RequestRegion.Of(RequestBox.Of(values));
    }

    private RequestRegion Of(WafStatement text)
    {
        // A value is on one side of the separator only: none of these can hold a line feed but the value, which is last.
        var key = $"{text.Part}\n{text.PartName}\n{text.Comparison}\n{string.Join(' ', text.Transformations ?? [])}\n{text.SecretValue}\n{text.Value}";
        if (!_texts.TryGetValue(key, out var atom))
        {
            _texts[key] = atom = new(_atoms++) { Text = text };
        }

        return RequestRegion.Of(RequestBox.Of(atom, holds: true));
    }
}
