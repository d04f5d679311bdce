namespace Auditor.Templates.Values;

/// <summary>A part of a text.</summary>
internal abstract record Piece;

/// <summary>Text as it stands.</summary>
internal sealed record LiteralPiece(string Text) : Piece;

/// <summary>Something of the place that the template is deployed to, <c>AWS::Region</c>.</summary>
internal sealed record SymbolPiece(string Name) : Piece;

/// <summary>Another resource of the template.</summary>
/// <param name="Id">Its logical id.</param>
/// <param name="Attribute">What is asked of it; <see langword="null"/> for what <c>Ref</c> gives.</param>
internal sealed record ReferencePiece(string Id, string? Attribute) : Piece;

/// <summary>Something that the template does not tell.</summary>
/// <param name="Name">A name for it.</param>
/// <param name="Because">Why it is unknown, as a sentence.</param>
internal sealed record OpenPiece(string Name, string Because) : Piece;
