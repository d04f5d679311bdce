using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>
/// Requests that the policies on the way let in and that belong together: who, from where and through which VPC endpoint.
/// </summary>
internal sealed record Admission
{
    /// <summary>Who these are; the most who they may be where it is not certain.</summary>
    public required Audience Audience { get; init; }

    /// <summary>To what they are narrowed, for people; <see langword="null"/> when nothing narrows them.</summary>
    public string? Narrowing { get; init; }

    /// <summary>Why it cannot be told whether they get in; <see langword="null"/> when they do.</summary>
    public Unknown? Unknown { get; init; }

    /// <summary>Public addresses from which they come.</summary>
    public AddressSet Addresses { get; init; } = AddressSet.Empty;

    /// <summary>Whether any VPC endpoint will do.</summary>
    public bool IsThroughAnyEndpoint { get; init; }

    /// <summary>Whether that there are such requests is only likely.</summary>
    public bool IsGuess { get; init; }

    /// <summary>What the policies let in; <see langword="null"/> where there is none.</summary>
    public AdmittedCombination? Combination { get; init; }
}
