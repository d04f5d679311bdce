using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>The users and roles of an account to whom identity policies allow something.</summary>
/// <param name="Arns">Those to whom it is allowed, in order.</param>
/// <param name="Possible">Those to whom it may be: a condition decides, or one of their policies could not be read.</param>
public sealed record GrantedPrincipals(ImmutableArray<string> Arns, ImmutableArray<string> Possible)
{
    /// <summary>No user and no role.</summary>
    public static GrantedPrincipals Nobody { get; } = new([], []);

    /// <summary>How many, for people: <c>3 users and roles (and perhaps 2 more)</c>.</summary>
    public string Counted
    {
        get
        {
            var more = Possible.Length == 0 ? "" : FormattableString.Invariant($" (and perhaps {Possible.Length} more)");
            return Arns.Length == 1 ? $"1 user or role{more}" : FormattableString.Invariant($"{Arns.Length} users and roles{more}");
        }
    }
}
