namespace Auditor.Core.Policies.Solving;

/// <summary>Which characters one element of a pattern accepts.</summary>
internal enum TextElementKind
{
    Literal,
    LiteralIgnoringCase,
    Any,
    NotColon,
    NotSlash,
    NotUpper,
    Digit,
    LowerAlphanumeric,
}
