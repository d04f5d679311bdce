using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Auditor.Core.Findings;
using Auditor.Core.Secrets;
using Auditor.Core.Text;
using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.CloudFormation;

/// <summary>Works out what the expressions of a template say, in one scenario.</summary>
internal sealed partial class Expressions
{
    private const int MostSteps = 2_000_000;

    private readonly Scenario _scenario;
    private readonly ParameterValues _given;
    private readonly IncludedFiles _included;
    private readonly Dictionary<string, Parameter> _parameters;
    private readonly MapNode? _conditions;
    private readonly MapNode? _mappings;
    private readonly HashSet<string> _resources;
    private readonly HashSet<string> _byDefault = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _decided = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deciding = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _loopNames = new(StringComparer.Ordinal);
    // How often a parameter's default was taken so far: what was made meanwhile hangs on it.
    private int _defaults;
    private int _steps;

    public Expressions(MapNode template, Scenario scenario, ParameterValues given, IncludedFiles included)
    {
        (_scenario, _given, _included) = (scenario, given, included);
        _parameters = Entries(template["Parameters"])
            .Select(Parameter.Of)
            .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        _conditions = template["Conditions"] as MapNode;
        _mappings = template["Mappings"] as MapNode;
        _resources = [.. Entries(template["Resources"]).Select(entry => entry.Key)];
    }

    /// <summary>What the template around this one passes to a parameter.</summary>
    public Func<string, Value?> Passed { get; init; } = _ => null;

    /// <summary>What a nested stack gives back as an output; <see langword="null"/> where its template is not there.</summary>
    public Func<string, string, Value?> Output { get; set; } = (_, _) => null;

    /// <summary>Tells the questions of this template from those of others that are tried with it.</summary>
    public string Prefix { get; init; } = "";

    public static IEnumerable<MapEntry> Entries(Node? node) => node is MapNode map ? map.Effective : [];

    /// <summary>A resource that the template gets in another way than by writing it down.</summary>
    public void Add(string resource) => _resources.Add(resource);

    /// <summary>What a loop's name stands for while its body is worked out.</summary>
    public IDisposable With(string name, Node value)
    {
        _loopNames[name] = value;
        return new Loop(() => _loopNames.Remove(name));
    }

    public ImmutableArray<string> LoopItems(Node collection) =>
        Resolve(collection) is ListValue list && list.All.All(item => item is TextValue { Literal: not null })
            ? [.. list.All.Cast<TextValue>().Select(text => text.Literal ?? "")]
            : [];

    public Value? Resolve(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        if (++_steps > MostSteps)
        {
            throw new UnreadableException("Its anchors and functions make more of it than can be read.", node.Place.Line);
        }

        switch (node)
        {
            case TextNode { IsNull: true }:
                return null;
            case TextNode plain:
                return Text(plain.Place, plain.Text);
            case ListNode list:
                return new ListValue(list.Place, [.. list.Items.Select(Resolve).OfType<Value>()]);
            case MapNode { Entries: [var only] } call when IsFunction(only.Key):
                var known = _defaults;
                var made = Call(only.Key, only.Value, call.Place);
                return _defaults > known ? ByDefault(made) : made;
            case MapNode table:
                var properties = ImmutableArray.CreateBuilder<Property>(table.Entries.Length);
                var absent = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
                foreach (var entry in table.Effective)
                {
                    if (entry.Key == "Fn::Transform" && Included(entry.Value) is { } part)
                    {
                        properties.AddRange(part.Properties.Where(property => table.Entry(property.Name) is null));
                        continue;
                    }

                    if (entry.Key == "Fn::Transform")
                    {
                        return new OpenValue(table.Place, "Another file is included here when the template is deployed.");
                    }

                    var before = _defaults;
                    if (Resolve(entry.Value) is { } value)
                    {
                        properties.Add(new(LoopText(entry.Key), entry.KeyPlace, value));
                    }
                    else if (_defaults > before)
                    {
                        absent.Add(entry.Key);
                    }
                }

                return new MapValue(table.Place, properties.ToImmutable()) { AbsentByDefault = absent.ToImmutable() };
            case RepeatedNode repeated:
                return new OpenValue(repeated.Place, repeated.Because);
            default:
                return null;
        }
    }

    /// <summary>Whether it is the default of a parameter that decides a condition.</summary>
    public bool IsDecidedByDefault(string? condition)
    {
        if (condition is null)
        {
            return false;
        }

        // What it hangs on is known once it was decided.
        _ = Holds(condition);
        return _byDefault.Contains(condition);
    }

    /// <summary>A value that is another one where a parameter is given another value than its default.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static Value? ByDefault(Value? value) => value switch
    {
        ListValue list => list with { IsDefault = true, All = [.. list.All.Select(item => ByDefault(item))] },
        MapValue map => map with
        {
            IsDefault = true,
            Properties = [.. map.Properties.Select(property => property with { Value = ByDefault(property.Value) })],
        },
        _ => value is null ? null : value with { IsDefault = true },
    };

    /// <summary>Whether a condition of the template holds in this scenario.</summary>
    public bool Holds(string condition)
    {
        if (_decided.TryGetValue(condition, out var known))
        {
            _defaults += _byDefault.Contains(condition) ? 1 : 0;
            return known;
        }

        // A condition that asks for itself has no answer.
        if (_conditions?[condition] is not { } node || !_deciding.Add(condition))
        {
            return true;
        }

        var before = _defaults;
        var holds = Decide(node) ?? _scenario.Answer(new(
            $"condition {Prefix}{condition}",
            [$"condition {Quote.Of(condition)} holds", $"condition {Quote.Of(condition)} does not hold"],
            2,
            $"Whether condition {Quote.Of(condition)} holds is not in the template.")) == 0;
        _deciding.Remove(condition);
        if (_defaults > before)
        {
            _byDefault.Add(condition);
        }

        return _decided[condition] = holds;
    }

    private static bool IsFunction(string key) => key is "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    private bool? Decide(Node? node)
    {
        switch (node)
        {
            case MapNode { Entries: [{ Key: "Condition", Value: TextNode name }] }:
                return Holds(name.Text);
            case MapNode { Entries: [{ Key: "Fn::Equals", Value: ListNode { Items: [var left, var right] } }] }:
                return (Resolve(left), Resolve(right)) switch
                {
                    ({ OpenBecause: not null }, _) or (_, { OpenBecause: not null }) => null,
                    (TextValue one, TextValue other) when one.Literal is { } first && other.Literal is { } second => first == second,
                    (TextValue one, TextValue other) when one.Equals(other) => true,
                    (null, null) => true,
                    (null, _) or (_, null) => false,
                    // A Region that nobody named may be any.
                    _ => null,
                };
            case MapNode { Entries: [{ Key: "Fn::Not", Value: ListNode { Items: [var inner] } }] }:
                return !Decide(inner);
            case MapNode { Entries: [{ Key: "Fn::And", Value: ListNode list }] }:
                var all = list.Items.Select(Decide).ToList();
                return all.Contains(false) ? false : all.Contains(null) ? null : true;
            case MapNode { Entries: [{ Key: "Fn::Or", Value: ListNode list }] }:
                var any = list.Items.Select(Decide).ToList();
                return any.Contains(true) ? true : any.Contains(null) ? null : false;
            default:
                return null;
        }
    }

    private Value? Call(string function, Node argument, SourcePlace place)
    {
        switch (function, argument)
        {
            case ("Ref", TextNode name):
                return Ref(LoopText(name.Text), place);
            // With AWS::LanguageExtensions names may be worked out.
            case ("Ref", MapNode) when Resolve(argument) is TextValue { Literal: { } worked }:
                return Ref(worked, place);
            case ("Fn::GetAtt", ListNode { Items: [MapNode id, var attribute, ..] }) when Resolve(id) is TextValue { Literal: { } worked }:
                return GetAtt(worked, Resolve(attribute) is TextValue { Literal: { } asked } ? asked : "", place);
            case ("Fn::GetAtt", ListNode { Items: [TextNode id, var attribute, ..] }):
                return GetAtt(LoopText(id.Text), Resolve(attribute) is TextValue { Literal: { } member } ? member : "", place);
            case ("Fn::GetAtt", TextNode both):
                return LoopText(both.Text).Split('.', 2) is [var resource, var named]
                    ? GetAtt(resource, named, place)
                    : Open(place, both.Text, $"{Quote.Of(both.Text)} names no attribute.");
            case ("Fn::Sub", TextNode pattern):
                return Sub(pattern.Text, null, place);
            case ("Fn::Sub", ListNode { Items: [TextNode pattern, .. var names] }):
                return Sub(pattern.Text, names is [MapNode own, ..] ? own : null, place);
            case ("Fn::Join", ListNode { Items: [var delimiter, var list] }):
                return Join(Resolve(delimiter), Resolve(list), place);
            case ("Fn::If", ListNode { Items: [TextNode condition, var then, .. var otherwise] }):
                return Resolve(Holds(condition.Text) ? then : otherwise is [var other, ..] ? other : null);
            case ("Fn::Select", ListNode { Items: [var index, var list] }):
                return Select(Resolve(index), Resolve(list), place);
            case ("Fn::Split", ListNode { Items: [var delimiter, var text] }):
                return Split(Resolve(delimiter), Resolve(text), place);
            case ("Fn::FindInMap", ListNode { Items: [var map, var first, var second, .. var rest] }):
                return FindInMap(Resolve(map), Resolve(first), Resolve(second), place)
                    ?? (rest is [MapNode options, ..] && options["DefaultValue"] is { } fallback
                        ? Resolve(fallback)
                        : Open(place, "mapping", "Which entry of the mapping is taken is not in the template."));
            case ("Fn::Base64", _):
                return Resolve(argument);
            case ("Fn::ToJsonString", _):
                return Resolve(argument);
            case ("Fn::Transform", _) when Included(argument) is { } part:
                return part;
            case ("Fn::ImportValue", _):
                return Open(
                    place,
                    Resolve(argument) is TextValue { Literal: { } export } ? export : "import",
                    "It is imported from another stack.");
            case ("Fn::GetAZs" or "Fn::Cidr", _):
                return new OpenValue(place, "It is worked out when the template is deployed.");
            default:
                return new OpenValue(place, $"Function {Quote.Of(function)} is worked out when the template is deployed.");
        }
    }

    // AWS::Include of a file beside the template; its own includes are left open.
    private MapValue? Included(Node transform) => transform is MapNode map && map["Name"] is TextNode { Text: "AWS::Include" }
        && (map["Parameters"] as MapNode)?["Location"] is TextNode { Text: var path } && _included[path] is { } file
        ? Resolve(file) as MapValue
        : null;

    private Value? Ref(string name, SourcePlace place)
    {
        if (_loopNames.TryGetValue(name, out var item))
        {
            return Resolve(item);
        }

        if (name.StartsWith("AWS::", StringComparison.Ordinal))
        {
            return name switch
            {
                "AWS::NoValue" => null,
                _ when _given[name] is TextNode given => TextValue.Of(place, given.Text),
                "AWS::Partition" => TextValue.Of(place, "aws"),
                "AWS::URLSuffix" => TextValue.Of(place, "amazonaws.com"),
                "AWS::NotificationARNs" => new OpenValue(place, "It is a matter of who deploys the template."),
                _ => new TextValue(place, [new SymbolPiece(name)]),
            };
        }

        if (_parameters.TryGetValue(name, out var parameter))
        {
            return OfParameter(parameter, place);
        }

        return _resources.Contains(name)
            ? new TextValue(place, [new ReferencePiece(name, null)])
            : Open(place, name, $"{Quote.Of(name)} is neither a parameter nor a resource of the template.");
    }

    private Value? OfParameter(Parameter parameter, SourcePlace place)
    {
        if (parameter.NoEcho)
        {
            return Open(place, parameter.Name, $"Parameter {Quote.Of(parameter.Name)} is kept from readers (NoEcho).");
        }

        if (Passed(parameter.Name) is { } passed)
        {
            return passed is TextValue { Literal: { } items } && parameter.IsList
                ? new ListValue(place, [.. items.Split(',').Select(part => Text(place, part.Trim()))])
                : passed with { Place = place };
        }

        var node = _given[parameter.Name] ?? (parameter.IsLookedUp ? null : parameter.Default);
        if (node is null && parameter is { AllowedValues: not [], IsLookedUp: false })
        {
            var answer = parameter.AllowedValues.Length == 1 ? 0 : _scenario.Answer(new(
                $"parameter {Prefix}{parameter.Name}",
                [.. parameter.AllowedValues.Select(value => $"parameter {Quote.Of(parameter.Name)} is "
                    + $"{Quote.Of(SecretJudge.Mask(parameter.Name, value))}")],
                parameter.AllowedValues.Length,
                $"Parameter {Quote.Of(parameter.Name)} has no default."));
            node = new TextNode(Span.Of(place), parameter.AllowedValues[answer], IsQuoted: true);
        }

        var isDefault = node is not null && _given[parameter.Name] is null && ReferenceEquals(node, parameter.Default);
        _defaults += isDefault ? 1 : 0;
        return node switch
        {
            null => Open(place, parameter.Name, parameter.IsLookedUp
                ? $"Parameter {Quote.Of(parameter.Name)} is looked up in Systems Manager when the template is deployed."
                : $"Parameter {Quote.Of(parameter.Name)} has no default."),
            TextNode { IsNull: true } => TextValue.Of(place, ""),
            TextNode text when parameter.IsList => new ListValue(place, [.. text.Text.Split(',').Select(part => Text(place, part.Trim()))]),
            // The place is that of the use: that is what a finding is about.
            TextNode text => Text(place, text.Text) switch
            {
                TextValue byDefault when isDefault => byDefault with { IsDefault = true },
                var said => said,
            },
            _ => Resolve(node),
        };
    }

    private Value GetAtt(string id, string attribute, SourcePlace place)
    {
        const string Outputs = "Outputs.";
        if (attribute.StartsWith(Outputs, StringComparison.Ordinal) && Output(id, attribute[Outputs.Length..]) is { } output)
        {
            return Placed(output, place) ?? output;
        }

        return _resources.Contains(id)
            ? new TextValue(place, [new ReferencePiece(id, LoopText(attribute))])
            : Open(place, $"{id}.{attribute}", $"{Quote.Of(id)} is no resource of the template.");
    }

    private TextValue Sub(string text, MapNode? map, SourcePlace place)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var from = 0;
        foreach (Match match in Variable().Matches(text))
        {
            Literal(pieces, text[from..match.Index]);
            from = match.Index + match.Length;
            var name = match.Groups["name"].Value.Trim();
            if (name.StartsWith('!'))
            {
                Literal(pieces, $"${{{name[1..]}}}");
                continue;
            }

            var value = map?[name] is { } own ? Resolve(own)
                : name.Split('.', 2) is [var id, var attribute] && !_parameters.ContainsKey(name) ? GetAtt(id, attribute, place)
                : Ref(name, place);
            pieces.AddRange(PiecesOf(value, name));
        }

        Literal(pieces, text[from..]);
        return Text(new TextValue(place, Merged(pieces)));
    }

    private static void Literal(ImmutableArray<Piece>.Builder pieces, string text)
    {
        if (text.Length > 0)
        {
            pieces.Add(new LiteralPiece(text));
        }
    }

    private static ImmutableArray<Piece> PiecesOf(Value? value, string name) => value switch
    {
        null => [],
        TextValue text => text.Pieces,
        _ => [new OpenPiece(name, value.OpenBecause ?? $"{Quote.Of(name)} is no text.")],
    };

    private static ImmutableArray<Piece> Merged(IEnumerable<Piece> pieces)
    {
        var merged = ImmutableArray.CreateBuilder<Piece>();
        foreach (var piece in pieces)
        {
            if (piece is LiteralPiece next && merged is [.., LiteralPiece last])
            {
                merged[^1] = new LiteralPiece(last.Text + next.Text);
            }
            else
            {
                merged.Add(piece);
            }
        }

        return merged.ToImmutable();
    }

    private static Value Join(Value? delimiter, Value? list, SourcePlace place)
    {
        if (delimiter is not TextValue between || list is null or OpenValue)
        {
            return new OpenValue(place, list?.OpenBecause ?? "What is joined here is not in the template.");
        }

        var pieces = new List<Piece>();
        foreach (var (index, item) in list.Items.Index())
        {
            if (index > 0)
            {
                pieces.AddRange(between.Pieces);
            }

            pieces.AddRange(PiecesOf(item, "item"));
        }

        return new TextValue(place, Merged(pieces));
    }

    private static Value Select(Value? index, Value? list, SourcePlace place) =>
        Placed(
            index is TextValue { Literal: { } text }
                && int.TryParse(text, out var at)
                && list is ListValue { All: var all }
                && at >= 0
                && at < all.Length
                ? all[at]
                : null,
            place)
        ?? new OpenValue(place, list?.OpenBecause ?? "Which item is taken is not in the template.");

    private static Value Split(Value? delimiter, Value? text, SourcePlace place)
    {
        if (delimiter is not TextValue { Literal: { Length: > 0 } between } || text is not TextValue known)
        {
            return new OpenValue(place, text?.OpenBecause ?? "What is split here is not in the template.");
        }

        var parts = new List<List<Piece>> { new() };
        foreach (var piece in known.Pieces)
        {
            if (piece is LiteralPiece literal)
            {
                foreach (var (index, part) in literal.Text.Split(between).Index())
                {
                    if (index > 0)
                    {
                        parts.Add([]);
                    }

                    if (part.Length > 0)
                    {
                        parts[^1].Add(new LiteralPiece(part));
                    }
                }
            }
            else
            {
                parts[^1].Add(piece);
            }
        }

        return known.OpenBecause is { } open
            ? new OpenValue(place, open)
            : new ListValue(place, [.. parts.Select(part => new TextValue(place, [.. part]))]);
    }

    private Value? FindInMap(Value? map, Value? first, Value? second, SourcePlace place)
    {
        if (map is not TextValue { Literal: { } name }
            || second is not TextValue { Literal: { } key }
            || _mappings?[name] is not MapNode table)
        {
            return null;
        }

        if (first is TextValue { Literal: { } top })
        {
            return (table[top] as MapNode)?[key] is { } found ? Placed(Resolve(found), place) : null;
        }

        // By a Region that nobody named: where all of them have the same, it is known.
        var all = table.Effective.Select(entry => Resolve((entry.Value as MapNode)?[key])).ToList();
        return all is [TextValue one, ..] && all.TrueForAll(other => one.Equals(other as TextValue)) ? one with { Place = place } : null;
    }

    private static Value? Placed(Value? value, SourcePlace place) => value is null ? null : value with { Place = place };

    private TextValue Text(SourcePlace place, string text) => Text(TextValue.Of(place, LoopText(text)));

    // {{resolve:ssm:name}} is looked up when the template is deployed.
    private static TextValue Text(TextValue value)
    {
        if (!value.Pieces.Any(piece => piece is LiteralPiece { Text: var text } && text.Contains("{{resolve:", StringComparison.Ordinal)))
        {
            return value;
        }

        return new(value.Place, [new OpenPiece("reference", "It is looked up when the template is deployed ({{resolve:...}}).")]);
    }

    private string LoopText(string text)
    {
        if (_loopNames.Count == 0 || !text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (name, node) in _loopNames)
        {
            if (node is TextNode item)
            {
                text = text.Replace($"${{{name}}}", item.Text, StringComparison.Ordinal)
                    .Replace($"&{{{name}}}", item.Text, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static TextValue Open(SourcePlace place, string name, string because) => new(place, [new OpenPiece(name, because)]);

    [GeneratedRegex(@"\$\{(?<name>[^${}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    private sealed class Loop(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
