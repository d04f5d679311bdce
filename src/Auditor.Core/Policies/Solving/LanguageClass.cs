namespace Auditor.Core.Policies.Solving;

/// <summary>The texts on which every predicate agrees.</summary>
/// <param name="Vector">Which predicates hold.</param>
/// <param name="Example">One of the texts, as short as any.</param>
internal sealed record LanguageClass(BitSet Vector, string Example);
