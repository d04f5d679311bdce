namespace Auditor.Core.Policies;

/// <summary>Three-valued logic: what cannot be known stays unknown through every AND, OR and NOT.</summary>
internal enum Truth
{
    False,
    Unknown,
    True,
}
