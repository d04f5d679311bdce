namespace Auditor.Core.Policies.Solving;

/// <summary>That a text matches a predicate, or that it does not.</summary>
internal readonly record struct TextLiteral(int Predicate, bool IsNegated);
