namespace Auditor.Core.Policies.Solving;

/// <summary>One character of a pattern, or any number of them where it repeats.</summary>
internal readonly record struct TextElement(TextElementKind Kind, char Literal = default, bool Repeats = false)
{
    public bool IsLiteral => Kind is TextElementKind.Literal or TextElementKind.LiteralIgnoringCase;

    /// <summary>A character that is accepted, the given one if it is.</summary>
    public char Sample(char preferred) => IsLiteral ? Literal : Accepts(preferred) ? preferred : Accepts('0') ? '0' : 'X';

    public bool Accepts(char character)
    {
        return Kind switch
        {
            TextElementKind.Literal => character == Literal,
            TextElementKind.LiteralIgnoringCase => char.ToUpperInvariant(character) == char.ToUpperInvariant(Literal),
            TextElementKind.NotColon => character != ':',
            TextElementKind.NotSlash => character != '/',
            TextElementKind.Digit => char.IsAsciiDigit(character),
            TextElementKind.AssignedId => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-',
            TextElementKind.OrganizationPath =>
                char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '/',
            TextElementKind.UpperAlphanumeric => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character),
            TextElementKind.Name => char.IsAsciiLetterOrDigit(character) || character is '_' or '+' or '=' or ',' or '.' or '@' or '-',
            TextElementKind.TagValue =>
                char.IsLetterOrDigit(character) || character is ' ' or '_' or '.' or ':' or '/' or '=' or '+' or '-' or '@',
            TextElementKind.PathAndName =>
                char.IsAsciiLetterOrDigit(character) || character is '_' or '+' or '=' or ',' or '.' or '@' or '-' or '/',
            _ => true,
        };
    }
}
