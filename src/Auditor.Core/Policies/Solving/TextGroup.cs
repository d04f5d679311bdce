using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Predicates that are as good as one another.</summary>
internal sealed record TextGroup(TextRole Role, ImmutableArray<int> Predicates);
