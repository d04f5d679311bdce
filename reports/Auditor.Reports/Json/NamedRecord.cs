using System.Collections.Immutable;
using Auditor.Core.Findings;

namespace Auditor.Reports.Json;

/// <summary>What a finding names of one kind.</summary>
/// <param name="Kind">The kind, <c>routes</c>.</param>
/// <param name="Stages">The stages that it is so on, of what is a stage's.</param>
/// <param name="Names">The names.</param>
public sealed record NamedRecord(string Kind, IReadOnlyList<string>? Stages, IReadOnlyList<string> Names)
{
    internal static IReadOnlyList<NamedRecord>? Of(ImmutableArray<NamedThings> named) =>
        Absent.IfEmpty<NamedRecord>([.. named.Select(things => new NamedRecord(things.Kind, Absent.IfEmpty(things.Stages), things.Names))]);
}
