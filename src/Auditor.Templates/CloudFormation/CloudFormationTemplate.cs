using System.Runtime.CompilerServices;
using Auditor.Core.Text;
using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.CloudFormation;

/// <summary>A CloudFormation template: its resources as they are in a scenario.</summary>
internal sealed class CloudFormationTemplate(
    string file, MapNode root, ParameterValues given, NearbyFiles? nearby = null, int depth = 0, StrongBox<int>? nestedStacks = null)
    : ITemplate
{
    // A template may name itself, and a few that name each other many times would be millions.
    private const int DeepestNesting = 8;
    private const int MostNestedStacks = 500;

    private readonly StrongBox<int> _nestedStacks = nestedStacks ?? new();

    private readonly IncludedFiles _included = IncludedFiles.In(root, nearby);
    private readonly Dictionary<string, CloudFormationTemplate> _nested = new(StringComparer.Ordinal);

    public string? StackName => Given("AWS::StackName");

    public string File { get; } = file;

    public IEnumerable<string> Includes => _included.Names;

    public string Language => IsSam ? "SAM" : "CloudFormation";

    public bool IsSam { get; } = root["Transform"] switch
    {
        TextNode one => IsServerless(one.Text),
        ListNode several => several.Items.OfType<TextNode>().Any(text => IsServerless(text.Text)),
        _ => false,
    } || HasSamType(root);

    /// <summary>Whether a document is one.</summary>
    public static bool Is(MapNode root) => root["Resources"] is MapNode resources
        && resources.Effective.Any(entry => entry.Value is MapNode resource && resource["Type"] is TextNode { Text: var type } && type.Contains("::", StringComparison.Ordinal)
            || entry.Key.StartsWith("Fn::", StringComparison.Ordinal));

    public ResourceSet In(Scenario scenario) => Deployed(scenario, "", _ => null).Set;

    private (ResourceSet Set, Func<string, Value?> Output) Deployed(Scenario scenario, string prefix, Func<string, Value?> passed)
    {
        var expressions = new Expressions(root, scenario, given, _included) { Prefix = prefix, Passed = passed };
        var nested = new NestedStacks(
            expressions, root, (id, stack, values) => TemplateOf(id, stack)?.Deployed(scenario, $"{prefix}{id}.", values));
        expressions.Output = nested.Output;
        var notes = new List<string>();
        foreach (var id in IsSam ? SamIds() : [])
        {
            expressions.Add(id);
        }

        var written = Written(expressions, notes);
        var resources = written.Where(resource => resource.Condition is null || expressions.Holds(resource.Condition))
            .SelectMany(resource => nested.Of(resource.Id) ?? [WithDocument(Resolved(resource, expressions))])
            .ToImmutableArray();
        var isWholeByDefault = written.Exists(resource => expressions.IsDecidedByDefault(resource.Condition));
        var set = new ResourceSet
        {
            File = File,
            Language = Language,
            Resources = resources,
            Exported = [.. Expressions.Entries(root["Outputs"]).SelectMany(output => References(expressions.Resolve((output.Value as MapNode)?["Value"])))],
            Notes = [.. notes],
            IsWholeByDefault = isWholeByDefault,
        };
        set = IsSam ? Sam.SamTransform.Of(set, expressions.Resolve(root["Globals"]) as MapValue) : set;
        var (region, account) = WrittenPlace.In(set.Resources);
        set = set with
        {
            Region = Given("AWS::Region") ?? region ?? set.Region,
            Account = Given("AWS::AccountId") ?? account ?? set.Account,
        };
        return (set with { Aliases = set.Aliases.AddRange(nested.Aliases) },
            name => expressions.Resolve(((root["Outputs"] as MapNode)?[name] as MapNode)?["Value"]));
    }

    private CloudFormationTemplate? TemplateOf(string id, MapNode stack)
    {
        if (depth == DeepestNesting || nearby is null)
        {
            return null;
        }

        lock (_nested)
        {
            if (_nested.TryGetValue(id, out var known))
            {
                return known;
            }

            return NestedStacks.PathOf(stack) is { } path
                && _included[path] is { } document
                && Is(document)
                && Interlocked.Increment(ref _nestedStacks.Value) <= MostNestedStacks
                ? _nested[id] = new(
                    document.Place.File, document, ParameterValues.None.With(given), nearby.Around(path), depth + 1, _nestedStacks)
                : null;
        }
    }

    private IEnumerable<string> SamIds() => Sam.SamTransform.ImplicitIds.Concat(Expressions.Entries(root["Resources"]).SelectMany(entry =>
        entry.Value is MapNode resource && resource["Type"] is TextNode type ? Sam.SamTransform.IdsOf(entry.Key, type.Text, ((resource["Properties"] as MapNode)?["StageName"] as TextNode)?.Text) : []));

    private static bool IsServerless(string transform) => transform.StartsWith("AWS::Serverless-", StringComparison.Ordinal);

    private static bool HasSamType(MapNode root) => Expressions.Entries(root["Resources"])
        .Any(entry => entry.Value is MapNode resource
            && resource["Type"] is TextNode { Text: var type }
            && type.StartsWith("AWS::Serverless::", StringComparison.Ordinal));

    private static IEnumerable<string> References(Value? value) =>
        value is TextValue text ? text.Pieces.OfType<ReferencePiece>().Select(piece => piece.Id) : [];

    private string? Given(string name) => (given[name] as TextNode)?.Text;

    private List<WrittenResource> Written(Expressions expressions, List<string> notes)
    {
        var all = new List<WrittenResource>();
        foreach (var entry in Expressions.Entries(root["Resources"]))
        {
            if (entry.Key.StartsWith("Fn::ForEach::", StringComparison.Ordinal)
                && entry.Value is ListNode { Items: [TextNode name, var collection, MapNode body] })
            {
                var items = expressions.LoopItems(collection);
                if (items is [])
                {
                    notes.Add($"Line {entry.KeyPlace.Line}: what {Quote.Of(entry.Key)} goes over is not in the template, so the "
                        + $"resources that it makes were not read.");
                }

                foreach (var item in items)
                {
                    var value = new TextNode(collection.Span, item, IsQuoted: true);
                    foreach (var inner in body.Effective)
                    {
                        var id = inner.Key.Replace($"${{{name.Text}}}", item, StringComparison.Ordinal)
                            .Replace($"&{{{name.Text}}}", item, StringComparison.Ordinal);
                        expressions.Add(id);
                        all.AddRange(One(id, inner, (name.Text, value)));
                    }
                }
            }
            else
            {
                all.AddRange(One(entry.Key, entry, null));
            }
        }

        return all;
    }

    private static IEnumerable<WrittenResource> One(string id, MapEntry entry, (string Name, Node Value)? loop)
    {
        if (entry.Value is not MapNode resource || resource["Type"] is not TextNode { Text: var type })
        {
            yield break;
        }

        yield return new(id, type, entry, resource, (resource["Condition"] as TextNode)?.Text, loop);
    }

    private static Resource Resolved(WrittenResource written, Expressions expressions)
    {
        using var loop = written.Loop is { } named ? expressions.With(named.Name, named.Value) : null;
        var place = written.Entry.KeyPlace with
        {
            EndLine = Math.Max(written.Entry.KeyPlace.EndLine, written.Node.Place.EndLine),
            EndColumn = written.Node.Place.EndColumn,
        };
        var properties = expressions.Resolve(written.Node["Properties"]) switch
        {
            // Of two resources under opposite conditions, what is deployed may be the other.
            MapValue map => expressions.IsDecidedByDefault(written.Condition) ? (MapValue)Expressions.ByDefault(map) : map,
            _ => new MapValue(written.Node.Place, []),
        };
        return new(written.Id, written.Type, properties, place)
        {
            Metadata = expressions.Resolve(written.Node["Metadata"]),
            IgnoreGlobals = expressions.Resolve(written.Node["IgnoreGlobals"]),
            TypePlace = written.Node.Entry("Type") is { } type
                ? type.KeyPlace with { EndLine = type.Value.Place.EndLine, EndColumn = type.Value.Place.EndColumn }
                : null,
        };
    }

    // The transform and 'aws cloudformation package' put a local file into S3.
    private Resource WithDocument(Resource resource) => resource.Type switch
    {
        "AWS::Serverless::Api" or "AWS::Serverless::HttpApi" when Document(resource["DefinitionUri"]) is { } body =>
            resource.WithProperty("DefinitionUri", null).WithProperty("DefinitionBody", body),
        "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api" when Document(resource["BodyS3Location"]) is { } body =>
            resource.WithProperty("BodyS3Location", null).WithProperty("Body", body),
        _ => resource,
    };

    private Value? Document(Value? path) =>
        path is TextValue { Literal: { } text } && _included[text] is { } document ? Literals.Of(document) : null;

    private sealed record WrittenResource(
        string Id, string Type, MapEntry Entry, MapNode Node, string? Condition, (string Name, Node Value)? Loop);
}
