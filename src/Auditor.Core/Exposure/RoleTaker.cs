using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Core.Exposure;

/// <summary>Somebody who may take on a role.</summary>
/// <param name="Who">A service, an account, a user or role, an identity provider, or whoever has an AWS account, for people.</param>
/// <param name="DependsOn">The condition keys that decide; empty where nothing does.</param>
public sealed record RoleTaker(string Who, ImmutableArray<string> DependsOn)
{
    /// <summary>How many of those who may take on a role are named where there is little room.</summary>
    private const int Shown = 8;

    /// <summary>All of them, for people: <c>lambda.amazonaws.com, account 444455556666 (depending on sts:ExternalId)</c>.</summary>
    public static string NamesOf(ImmutableArray<RoleTaker> takers) => takers is []
        ? "nobody: its trust policy lets in nobody who may do it"
        : string.Join(", ", takers.Take(Shown).Select(taker => taker.ToString()))
            + (takers.Length > Shown ? $" and {(takers.Length - Shown).ToString(CultureInfo.InvariantCulture)} more" : "");

    /// <inheritdoc/>
    public override string ToString() => DependsOn is [] ? Who : $"{Who} (depending on {string.Join(", ", DependsOn)})";
}
