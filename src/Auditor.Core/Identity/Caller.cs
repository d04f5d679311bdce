using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Who signs the requests that are asked about.</summary>
/// <param name="Principal">The user, role or root user.</param>
/// <param name="IsOwnAccount">Whether it belongs to the account of the API.</param>
/// <param name="HasBoundary">Whether a permissions boundary limits it.</param>
internal sealed record Caller(CallerPrincipal Principal, bool IsOwnAccount, bool HasBoundary)
{
    /// <summary>
    /// How many levels of its organization have to allow what it does; 0 where each allows everything, or nothing is known of it.
    /// </summary>
    public int NarrowLevels { get; init; }

    public bool IsRoot => Principal.IsRoot;

    public bool IsRole => Principal.Arn.Contains(":role/", StringComparison.Ordinal);
}
