using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>What is read, and as whom.</summary>
/// <param name="Identities">One for each account; the one that sees the organization when that is read.</param>
/// <param name="Regions">The Regions that somebody named; empty for the default one.</param>
/// <param name="Needs">What the rules need.</param>
internal sealed record CollectionSettings(ImmutableArray<AwsAccess> Identities, ImmutableArray<string> Regions, Needs Needs)
{
    /// <summary>The role to assume in each account of the organization; null when only the identities' accounts are read.</summary>
    public string? OrganizationRole { get; init; }

    /// <summary>Which part of the accounts is read; null for all.</summary>
    public Shard? Shard { get; init; }
}
