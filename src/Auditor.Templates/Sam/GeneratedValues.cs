using Auditor.Core.Findings;
using Auditor.Templates.Values;

namespace Auditor.Templates.Sam;

/// <summary>Makes values that no template holds and that point to the place that made them necessary.</summary>
internal static class GeneratedValues
{
    public static TextValue Text(SourcePlace place, string text) => TextValue.Of(place, text);

    public static TextValue Ref(SourcePlace place, string id, string? attribute = null) => new(place, [new ReferencePiece(id, attribute)]);

    public static TextValue Pieces(SourcePlace place, params ImmutableArray<Piece> pieces) => new(place, pieces);

    public static ListValue List(SourcePlace place, params ImmutableArray<Value> items) => new(place, items);

    public static MapValue Map(SourcePlace place, params (string Name, Value? Value)[] members) =>
        new(
            place,
            [.. members.Where(member => member.Value is not null).Select(member => new Property(member.Name, member.Value?.Place ?? place, member.Value ?? Text(place, "")))]);

    public static bool Is(Value? value, bool otherwise = false) => value switch
    {
        null => otherwise,
        TextValue { Literal: { } text } => text.Equals("true", StringComparison.OrdinalIgnoreCase),
        _ => otherwise,
    };

    public static string? Literal(Value? value) => (value as TextValue)?.Literal;

    /// <summary>The address by which API Gateway calls a function.</summary>
    public static Value Invocation(SourcePlace place, Value function) => Pieces(place,
    [
        new LiteralPiece("arn:aws:apigateway:"), new SymbolPiece("AWS::Region"), new LiteralPiece(":lambda:path/2015-03-31/functions/"),
        .. function is TextValue text
            ? text.Pieces
            : [new OpenPiece("function", function.OpenBecause ?? "The function is not in the template.")],
        new LiteralPiece("/invocations"),
    ]);

    /// <summary>The ARN of what an API answers.</summary>
    public static TextValue Execution(SourcePlace place, Value api, string what) => Pieces(place,
    [
        new LiteralPiece("arn:aws:execute-api:"),
        new SymbolPiece("AWS::Region"),
        new LiteralPiece(":"),
        new SymbolPiece("AWS::AccountId"),
        new LiteralPiece(":"),
        .. api is TextValue text ? text.Pieces : [new OpenPiece("api", "The API is not in the template.")],
        new LiteralPiece(what),
    ]);

    /// <summary>The tags with the one by which SAM marks what it makes.</summary>
    public static MapValue Tagged(SourcePlace place, Value? tags, string kind) =>
        (tags as MapValue ?? new MapValue(place, [])).With($"{kind}:createdBy", Text(place, "SAM"));
}
