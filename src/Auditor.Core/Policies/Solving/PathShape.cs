namespace Auditor.Core.Policies.Solving;

/// <summary>The texts that a route's path stands for: a literal start, and a pattern behind it where the path has parameters.</summary>
internal sealed class PathShape
{
    public PathShape(string path)
    {
        var text = path.TrimStart('/');
        var open = Parameter(text) is { } parameter ? parameter.Open : text.Length;
        Start = text[..open];
        Written = text[open..];
    }

    public string Start { get; }

    /// <summary>What follows, as written: <c>{id}/items</c>.</summary>
    public string Written { get; }

    public TextPattern Rest => Pattern(Written);

    private static TextPattern Pattern(string text)
    {
        var pattern = new TextPattern([]);
        while (Parameter(text) is { } parameter)
        {
            var kind = text[parameter.Close - 1] == '+' ? TextElementKind.Any : TextElementKind.NotSlash;
            pattern += TextPattern.Literal(text[..parameter.Open]) + TextPattern.Some(kind);
            text = text[(parameter.Close + 1)..];
        }

        return pattern + TextPattern.Literal(text);
    }

    private static (int Open, int Close)? Parameter(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('}', open);
        return close < 0 ? null : (open, close);
    }
}
