using System.Collections.Immutable;
using Auditor.Core.Findings;

namespace Auditor.Reports.Sarif;

/// <summary>What one run holds.</summary>
internal sealed record SarifSlice
{
    /// <summary>The only account that it is about; <see langword="null"/> when it is about all.</summary>
    public string? Account { get; init; }

    /// <summary>From 1; an account that does not go into one run has several.</summary>
    public int Number { get; init; } = 1;

    public ImmutableArray<Finding> Findings { get; init; } = [];

    public ImmutableArray<PastFinding> Absent { get; init; } = [];

    public ImmutableArray<PastFinding> NotReread { get; init; } = [];

    /// <summary>How many results there was no room for.</summary>
    public int LeftOut { get; init; }
}
