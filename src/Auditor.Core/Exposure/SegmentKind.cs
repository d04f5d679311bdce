namespace Auditor.Core.Exposure;

/// <summary>What a segment of a route's path takes, most specific first.</summary>
internal enum SegmentKind
{
    /// <summary>Itself only.</summary>
    Literal,

    /// <summary><c>{id}</c>: one segment, whatever it is.</summary>
    Parameter,

    /// <summary><c>{proxy+}</c>: one segment or more.</summary>
    Greedy,
}
