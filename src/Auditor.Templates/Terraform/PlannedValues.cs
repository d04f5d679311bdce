using System.Text;
using Auditor.Core.Findings;
using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>
/// Makes CloudFormation's values of a plan's attributes. What is known only after the plan is applied is a reference where the
/// configuration tells so for certain, and else open.
/// </summary>
internal sealed class PlannedValues(PlanReferences references, KnownIdentities identities)
{
    private const string Later = "It is known only after the plan is applied.";

    // What a reference asks for, as CloudFormation calls it.
    private static readonly ImmutableDictionary<string, string> Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["arn"] = "Arn",
        ["qualified_arn"] = "Arn",
        ["execution_arn"] = "ExecutionArn",
        ["invoke_arn"] = "InvokeArn",
        ["qualified_invoke_arn"] = "InvokeArn",
        ["root_resource_id"] = "RootResourceId",
        ["api_endpoint"] = "ApiEndpoint",
        ["endpoint"] = "Endpoint",
        ["name"] = "Name",
        ["function_name"] = "Name",
        ["stage_name"] = "Name",
        ["domain_name"] = "Name",
        ["bucket"] = "Name",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public Value? Of(AttributeKind kind, PlanAttribute attribute, PlannedResource resource, string name) =>
        attribute.IsUnknown ? Unknown(kind, attribute, resource, name)
        : kind switch
        {
            AttributeKind.Link => Link(attribute, resource, name),
            AttributeKind.Target => Target(attribute, resource),
            AttributeKind.Policy when Text(attribute) is { } policy => Parsed(policy, attribute.Place),
            AttributeKind.Document when Text(attribute) is { } document => Parsed(document, attribute.Place),
            AttributeKind.Blocks => Member(name, attribute, resource, ""),
            _ => Plain(kind, attribute, resource),
        };

    private static string? Text(PlanAttribute attribute) => attribute.Value is TextNode { IsNull: false, Text: var text } ? text : null;

    // A policy or an OpenAPI document is a text within the plan; what is wrong in it is at the text's place.
    private static Value? Parsed(string text, SourcePlace place)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            return DocumentReader.Read(place.File, Encoding.UTF8.GetBytes(text)) is MapNode map
                ? Literals.Of(map, place)
                : TextValue.Of(place, text);
        }
        catch (UnreadableException)
        {
            return TextValue.Of(place, text);
        }
    }

    private Value? Plain(AttributeKind kind, PlanAttribute attribute, PlannedResource resource)
    {
        if (attribute.IsUnknown)
        {
            return Unknown(kind, attribute, resource, "");
        }

        switch (attribute.Value)
        {
            case MapNode map:
                var names = map.Effective.Select(entry => entry.Key)
                    .Concat(((attribute.Unknown as MapNode)?.Effective ?? [])
                        .Where(entry => entry.Value is TextNode { Text: "true" })
                        .Select(entry => entry.Key))
                    .Distinct(StringComparer.Ordinal);
                return new MapValue(attribute.Place,
                [
                    .. names.Select(name => (Name: name, Member: attribute.Member(name)))
                        .Select(each => (each.Name, each.Member.Place, Value: Plain(kind, each.Member, resource)))
                        .Where(each => each.Value is not null)
                        .Select(each => new Property(each.Name, each.Place, each.Value ?? TextValue.Of(each.Place, ""))),
                ]);
            case ListNode:
                return new ListValue(attribute.Place, [.. attribute.Items().Select(item => Plain(kind, item, resource)).OfType<Value>()]);
            case TextNode { IsNull: false } text:
                return TextValue.Of(attribute.Place, text.Text);
            default:
                return (attribute.Unknown as MapNode)?.Effective.Any(entry => entry.Value is TextNode { Text: "true" }) is true
                    ? new OpenValue(attribute.Place, Later)
                    : null;
        }
    }

    private Value? Link(PlanAttribute attribute, PlannedResource resource, string name)
    {
        if (attribute.Value is ListNode || attribute.Unknown is ListNode)
        {
            return new ListValue(
                attribute.Place,
                [.. attribute.Items().Select(item => item.IsUnknown ? Unknown(AttributeKind.Link, item, resource, name) : Link(item, resource, name)).OfType<Value>()]);
        }

        if (attribute.Value is MapNode || attribute.Unknown is MapNode)
        {
            return LinksByName(attribute, resource);
        }

        if (Text(attribute) is not { Length: > 0 } text)
        {
            return null;
        }

        if (identities.Of(text) is { } known)
        {
            return new TextValue(attribute.Place, [known]);
        }

        // What it names is deployed, and somewhere else is described what it is like.
        return name is "authorizer_id" or "request_validator_id"
            ? new TextValue(attribute.Place, [new OpenPiece(text, $"What {name} names is not in the plan.")])
            : references.Of(attribute.Expression, resource).Only is { } only
                && Piece(only) is { } piece
                && IsSame(only, text)
                ? new TextValue(attribute.Place, [piece])
                : TextValue.Of(attribute.Place, text);
    }

    // The dimensions of an alarm: ApiId, ApiName, Stage.
    private MapValue LinksByName(PlanAttribute attribute, PlannedResource resource)
    {
        var names = ((attribute.Value as MapNode)?.Effective ?? [])
            .Concat((attribute.Unknown as MapNode)?.Effective ?? [])
            .Select(entry => entry.Key)
            .Distinct(StringComparer.Ordinal);
        return Map(
            attribute.Place,
            names.Select(name => (name, attribute.Member(name) is { IsUnknown: true } member ? ByKind(name, member, resource) : Link(attribute.Member(name), resource, name))));
    }

    private TextValue ByKind(string name, PlanAttribute member, PlannedResource resource)
    {
        var word = name is "Stage" ? "stage" : "api";
        var meant = references.Of(member.Expression, resource).All
            .Where(target => target.Resource.Type.EndsWith($"_{word}", StringComparison.Ordinal)).Select(Piece).OfType<Piece>().ToList();
        return new(member.Place, meant is [var only] ? [only] : [new OpenPiece(NameOf(member), Later)]);
    }

    // A name that a resource is given is known before the resource is there.
    private static bool IsSame(ReferenceTarget target, string text) =>
        target.Attribute is { } asked && target.Resource.Known(asked) == text;

    private Value Target(PlanAttribute attribute, PlannedResource resource)
    {
        const string Prefix = "integrations/";
        return Text(attribute) is { } text
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && identities.Of(text[Prefix.Length..]) is { } known
            ? new TextValue(attribute.Place, [new LiteralPiece(Prefix), known])
            : Plain(AttributeKind.Plain, attribute, resource) ?? new OpenValue(attribute.Place, Later);
    }

    private Value Unknown(AttributeKind kind, PlanAttribute attribute, PlannedResource resource, string name)
    {
        var place = attribute.Place;
        var targets = references.Of(attribute.Expression, resource);
        var open = new OpenPiece(NameOf(attribute), Later);
        switch (kind)
        {
            case AttributeKind.Link when targets.Only is { } only && Piece(only) is { } piece:
                return new TextValue(place, [piece]);
            case AttributeKind.Link when name is "resource_arn"
                && targets.All.Where(target => target.Resource.Type is "aws_api_gateway_stage").ToList() is [var stage]
                && Piece(stage) is { } attached:
                // arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod, put together of both.
                return new TextValue(place, [attached with { Attribute = "Arn" }]);
            case AttributeKind.Link when (name.EndsWith('s') || name is "audience")
                && targets is { IsComplete: true, All: { Length: > 1 } several }
                && several.Select(Piece).OfType<Piece>().ToList() is { Count: > 0 } pieces:
                return new ListValue(place, [.. pieces.Select(each => new TextValue(place, [each]))]);
            case AttributeKind.Backend when FunctionOf(targets) is { } function:
                return function.Attribute is "InvokeArn" || resource.Type.StartsWith("aws_apigatewayv2", StringComparison.Ordinal)
                    ? new TextValue(place, [function])
                    : Invocation(place, function);
            case AttributeKind.Backend when targets.Only is { Attribute: "arn" } only && Piece(only) is { } listener:
                return new TextValue(place, [listener]);
            case AttributeKind.Target when targets.All is [{ Resource.Type: "aws_apigatewayv2_integration" } only]
                && Piece(only) is { } integration:
                return new TextValue(place, [new LiteralPiece("integrations/"), integration]);
            case AttributeKind.Issuer when targets.All is [{ Resource: { Type: "aws_cognito_user_pool" } pool }]:
                return new TextValue(place, [new ReferencePiece(pool.Id, "ProviderURL")]);
            // "${aws_api_gateway_rest_api.orders.execution_arn}/*", or the same put together of Region, account and the API's id.
            case AttributeKind.Source when Called(targets) is { } source:
                return new TextValue(
                    place, [source with { Attribute = "ExecutionArn" }, new LiteralPiece("/"), new OpenPiece("path", Later)]);
            case AttributeKind.Policy when targets.All is [{ Resource: { Type: "aws_iam_policy_document", IsData: true } document, Attribute: "json" or null }]:
                return Statements(document);
            case AttributeKind.Plain:
                return new TextValue(place, [open]);
            case AttributeKind.Link or AttributeKind.Backend or AttributeKind.Source or AttributeKind.Target or AttributeKind.Issuer:
                return new TextValue(place, [open]);
            default:
                return new OpenValue(place, Later);
        }
    }

    // Two that are given the same name by the configuration are the same.
    private static string NameOf(PlanAttribute attribute) =>
        (attribute.Expression as MapNode)?["references"] is ListNode { Items: [TextNode first, ..] } ? first.Text : "unknown";

    private static ReferencePiece? Called(ReferenceTargets targets)
    {
        var asked = targets.All.Where(target => target.Attribute is "execution_arn").ToList();
        var named = targets.All.Where(target => target.Resource.Type is "aws_api_gateway_rest_api" or "aws_apigatewayv2_api"
            && target.Attribute is null or "id").ToList();
        return asked is [var arn] ? Piece(arn) : asked is [] && named is [var api] ? Piece(api) : null;
    }

    private static ReferencePiece? FunctionOf(ReferenceTargets targets) =>
        targets.All.Where(target => target.Resource.Type is "aws_lambda_function" or "aws_lambda_alias").ToList() is [var only]
        && targets.All.All(target => target == only || target.Resource.IsData)
        ? Piece(only)
        : null;

    private static TextValue Invocation(SourcePlace place, ReferencePiece function) => new(place,
    [
        new LiteralPiece("arn:aws:apigateway:"), new SymbolPiece("AWS::Region"), new LiteralPiece(
            ":lambda:path/2015-03-31/functions/"), function with { Attribute = "Arn" }, new LiteralPiece("/invocations"),
    ]);

    private static ReferencePiece? Piece(ReferenceTarget target) =>
        target.Resource.IsData || ResourceMappings.For(target.Resource.Type) is null ? null
        : target.Attribute is null or "id" ? new(target.Resource.Id, null)
        : new(target.Resource.Id, Attributes.GetValueOrDefault(target.Attribute, target.Attribute));

    // Data source aws_iam_policy_document: what it makes a policy of, as far as that is known.
    private Value Statements(PlannedResource document)
    {
        var all = PlanAttribute.Of(document);
        foreach (var other in new[] { "source_policy_documents", "override_policy_documents", "source_json", "override_json" })
        {
            if (all.Member(other) is { } included
                && (included.IsUnknown || (included.Value is ListNode { Items: not [] } or TextNode { IsNull: false, Text.Length: > 0 })))
            {
                return new OpenValue(document.Place, Later);
            }
        }

        return Map(document.Place,
            ("Version", TextValue.Of(document.Place, "2012-10-17")),
            ("Statement", new ListValue(document.Place, [.. all.Member("statement").Items().Select(statement => Statement(statement, document))])));
    }

    private MapValue Statement(PlanAttribute statement, PlannedResource document)
    {
        Value? Member(string name, AttributeKind kind = AttributeKind.Plain) =>
            statement.Member(name) is var member
                && !member.IsUnknown
                && member.Value is ListNode { Items: [] }
                && member.Unknown is not ListNode { Items: not [] }
            ? null
            : Of(kind, member, document, name);
        return Map(statement.Place,
            ("Sid", Member("sid")),
            ("Effect", Member("effect") ?? TextValue.Of(statement.Place, "Allow")),
            ("Principal", Principals(statement.Member("principals"), document)),
            ("NotPrincipal", Principals(statement.Member("not_principals"), document)),
            ("Action", Member("actions")),
            ("NotAction", Member("not_actions")),
            ("Resource", Member("resources", AttributeKind.Source)),
            ("NotResource", Member("not_resources", AttributeKind.Source)),
            ("Condition", Conditions(statement.Member("condition"), document)));
    }

    private Value? Principals(PlanAttribute principals, PlannedResource document)
    {
        if (principals.IsUnknown)
        {
            return new OpenValue(principals.Place, Later);
        }

        var named = principals.Items()
            .Select(each => (Type: Text(each.Member("type")) ?? "*", Identifiers: Of(
                AttributeKind.Plain, each.Member("identifiers"), document, "identifiers")))
            .ToList();
        return named.Count == 0 ? null
            : named.Exists(each => each.Type is "*") ? TextValue.Of(principals.Place, "*")
            : Map(
                principals.Place,
                [.. named.GroupBy(each => each.Type, StringComparer.Ordinal).Select(same => (same.Key, (Value?)new ListValue(principals.Place, [.. same.SelectMany(each => each.Identifiers?.Items ?? [])])))]);
    }

    private Value? Conditions(PlanAttribute conditions, PlannedResource document)
    {
        if (conditions.IsUnknown)
        {
            return new OpenValue(conditions.Place, Later);
        }

        var all = conditions.Items()
            .Select(each => (Test: Text(each.Member("test")) ?? "", Variable: Text(each.Member("variable")) ?? "", Values: Of(
                AttributeKind.Link, each.Member("values"), document, "values")))
            .ToList();
        return all.Count == 0 ? null : Map(conditions.Place,
        [
            .. all.GroupBy(each => each.Test, StringComparer.Ordinal).Select(test => (test.Key, (Value?)Map(conditions.Place,
            [
                .. test.GroupBy(each => each.Variable, StringComparer.Ordinal)
                    .Select(variable => (variable.Key, (Value?)new ListValue(
                        conditions.Place, [.. variable.SelectMany(each => each.Values?.Items ?? [])]))),
            ]))),
        ]);
    }

    private Value? Block(PlanAttribute block, PlannedResource resource, string name)
    {
        if (block.Value is not MapNode map)
        {
            return block.IsUnknown ? new OpenValue(block.Place, Later) : Map(block.Place);
        }

        var names = map.Effective.Select(entry => entry.Key)
            .Concat(((block.Unknown as MapNode)?.Effective ?? []).Select(entry => entry.Key))
            .Distinct(StringComparer.Ordinal);
        return Map(block.Place, names.Select(each => (BlockNames.Of(each, name), Member(each, block.Member(each), resource, name))));
    }

    // Blocks of which there can be one only are no lists in CloudFormation.
    private Value? Member(string name, PlanAttribute member, PlannedResource resource, string within)
    {
        if (member.IsUnknown)
        {
            return Unknown(BlockNames.IsLink(name) ? AttributeKind.Link : AttributeKind.Plain, member, resource, name);
        }

        return member.Value switch
        {
            ListNode { Items: [] } => null,
            ListNode { Items: [TextNode { IsNull: false }, ..] } => Plain(AttributeKind.Plain, member, resource),
            ListNode when BlockNames.AreSeveral(name, within) =>
                new ListValue(member.Place, [.. member.Items().Select(item => Block(item, resource, name)).OfType<Value>()]),
            ListNode => member.Items().Select(item => Block(item, resource, name)).FirstOrDefault(),
            TextNode { IsNull: false } when BlockNames.IsPolicy(name) && Text(member) is { } policy => Parsed(policy, member.Place),
            _ when BlockNames.IsLink(name) => Link(member, resource, name),
            _ => Plain(AttributeKind.Plain, member, resource),
        };
    }

    private static MapValue Map(SourcePlace place, params IEnumerable<(string Name, Value? Value)> members) =>
        new(
            place,
            [.. members.Where(member => member.Value is not null).Select(member => new Property(member.Name, member.Value?.Place ?? place, member.Value ?? TextValue.Of(place, "")))]);
}
