using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>A text in pieces.</summary>
internal sealed record TextValue(SourcePlace Place, ImmutableArray<Piece> Pieces) : Value(Place)
{
    public static TextValue Of(SourcePlace place, string text) => new(place, [new LiteralPiece(text)]);

    /// <summary>The text when all of it stands there.</summary>
    public string? Literal => Pieces switch
    {
        [] => "",
        [LiteralPiece only] => only.Text,
        _ when Pieces.All(piece => piece is LiteralPiece) => string.Concat(Pieces.Cast<LiteralPiece>().Select(piece => piece.Text)),
        _ => null,
    };

    /// <summary>The resource that it is a reference to and nothing else.</summary>
    public ReferencePiece? Reference => Pieces is [ReferencePiece only] ? only : null;

    public override Value PartOf(string path) => this with { Place = Place with { Path = path } };

    public override string? OpenBecause => Pieces.OfType<OpenPiece>().FirstOrDefault()?.Because;

    public bool Equals(TextValue? other) => other is not null && Pieces.SequenceEqual(other.Pieces);

    public override int GetHashCode() => Pieces.Length == 0 ? 0 : HashCode.Combine(Pieces.Length, Pieces[0]);
}
