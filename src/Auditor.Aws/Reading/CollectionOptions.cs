using Auditor.Aws.Caching;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Aws.Reading;

/// <summary>What is collected.</summary>
public sealed record CollectionOptions
{
    /// <summary>The union of what the enabled rules need; nothing else is asked for.</summary>
    public required Needs Needs { get; init; }

    /// <summary>How many days back requests are looked for, 1 to 455: CloudWatch keeps no more.</summary>
    public int UsageWindowDays { get; init; } = UsageWindow.Default;

    /// <summary>What is kept from scan to scan; null when nothing is.</summary>
    public ReadingCache? Cache { get; init; }

    /// <summary>Of which REST APIs the working copy is read besides what is deployed.</summary>
    public WorkingCopies WorkingCopies { get; init; }

    /// <summary>
    /// What keeps each API that was read, so that a collection that is stopped can be gone on with; null when nothing does.
    /// </summary>
    public IApiJournal? Journal { get; init; }

    /// <summary>What is known of the organization; null where it is not asked about.</summary>
    public OrganizationReading? Organization { get; init; }

    /// <summary>
    /// Names of stage variables that hold secrets in this house, in any case, with <c>*</c> for any characters: their values are not
    /// stored.
    /// </summary>
    public ImmutableArray<string> SecretVariableNames { get; init; } = [];
}
