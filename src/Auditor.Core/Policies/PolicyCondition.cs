using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>One operator applied to one key of a statement's Condition block; all of a block must hold.</summary>
public sealed record PolicyCondition(string Operator, string Key, ImmutableArray<PolicyText> Values)
{
    public override string ToString() => $"{Operator} {Key} {string.Join(", ", Values)}";
}
