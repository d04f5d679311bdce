using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Reading;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>What is read, and as whom.</summary>
/// <param name="Identities">One for each account; the one that sees the organization when that is read.</param>
/// <param name="Regions">The Regions that somebody named; empty for the default one.</param>
/// <param name="Needs">What the rules need.</param>
internal sealed record CollectionSettings(ImmutableArray<AwsAccess> Identities, ImmutableArray<string> Regions, Needs Needs)
{
    /// <summary>How many days back requests are counted.</summary>
    public int UsageWindowDays { get; init; } = UsageWindow.Default;

    /// <summary>Names of stage variables whose values are not kept, besides those that look like secrets everywhere.</summary>
    public ImmutableArray<string> SecretVariableNames { get; init; } = [];

    /// <summary>Regions that are closed on purpose: nothing is asked there.</summary>
    public ImmutableArray<string> ClosedRegions { get; init; } = [];

    /// <summary>Of which REST APIs the working copy is read.</summary>
    public WorkingCopies WorkingCopies { get; init; }

    /// <summary>What AWS Config is asked about afterwards; null for nothing.</summary>
    public HistoryQuestions? History { get; init; }

    /// <summary>What is read, in words: only a run that reads the same can go on with what another one left.</summary>
    public string Reads =>
        (UsageWindowDays is UsageWindow.Default || !Needs.HasFlag(Needs.Usage)
            ? $"{Needs}"
            : FormattableString.Invariant($"{Needs} of {UsageWindowDays} days"))
        + (Identities is [{ EndpointUrl: { } endpoint }, ..] ? $" at {endpoint.GetLeftPart(UriPartial.Authority)}" : "");

    /// <summary>The role to assume in each account of the organization; null when only the identities' accounts are read.</summary>
    public string? OrganizationRole { get; init; }

    /// <summary>Which part of the accounts is read; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The Region that is asked first; null for the one that the environment or the profile says.</summary>
    public string? Home { get; init; }

    /// <summary>Whether to go on with what an earlier run left.</summary>
    public bool Resume { get; init; }

    /// <summary>The folder that keeps what was read from scan to scan; null when nothing is kept.</summary>
    public string? Cache { get; init; }

    /// <summary>Whether more is left out at the end than secrets: what is kept until then has it.</summary>
    public bool IsRedacted { get; init; }

    /// <summary>How long reading may take; null for as long as it takes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary><see cref="TimeLimit"/> as somebody wrote it.</summary>
    public string? TimeLimitText { get; init; }
}
