namespace Auditor.Core.Policies.Solving;

/// <summary>One character of a pattern, or any number of them where it repeats.</summary>
internal readonly record struct TextElement(TextElementKind Kind, char Literal = default, bool Repeats = false)
{
    public bool IsLiteral => Kind is TextElementKind.Literal or TextElementKind.LiteralIgnoringCase;

    public bool Accepts(char character)
    {
        return Kind switch
        {
            TextElementKind.Literal => character == Literal,
            TextElementKind.LiteralIgnoringCase => char.ToUpperInvariant(character) == char.ToUpperInvariant(Literal),
            TextElementKind.NotColon => character != ':',
            TextElementKind.NotSlash => character != '/',
            TextElementKind.NotUpper => !char.IsAsciiLetterUpper(character),
            TextElementKind.Digit => char.IsAsciiDigit(character),
            TextElementKind.LowerAlphanumeric => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character),
            _ => true,
        };
    }
}
