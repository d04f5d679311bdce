using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Findings;

/// <summary>What a rule has to say about one thing.</summary>
public sealed record Finding
{
    /// <summary>The evidence that says why a severity is not the rule's.</summary>
    internal const string SeverityEvidence = "severity";

    private Finding(RuleInfo rule, Subject subject, string message) =>
        (Rule, Subject, Message, Severity, Confidence) = (rule, subject, message, rule.Severity, rule.Confidence);

    public RuleInfo Rule { get; }

    public Subject Subject { get; init; }

    /// <summary>
    /// Where it stands in a file that somebody wrote, such as a template; <see langword="null"/> for what was read from AWS.
    /// </summary>
    public SourcePlace? Source { get; init; }

    /// <summary>
    /// Where what it is about stands in a template although it was read from AWS (<c>--source</c>): no part of its identity.
    /// </summary>
    public TracedSource? Traced { get; init; }

    /// <summary>The place in a file that somebody can change; <see langword="null"/> where none is known.</summary>
    public SourcePlace? Written => Source ?? Traced?.Place;

    /// <summary>One sentence that stands alone, or several of which the first does.</summary>
    public string Message { get; init; }

    public Outcome Outcome { get; private init; } = Outcome.Flagged;

    public Severity Severity { get; init; }

    public Confidence Confidence { get; init; }

    /// <summary>Whether <see cref="Severity"/> is final; otherwise it falls with the audience.</summary>
    public bool SeverityIsFixed { get; init; }

    /// <summary>The stages that it is about, when the thing has several; empty for all or when there are none.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>
    /// What it names that is wrong, where it groups several: routes, holders, accounts. Where there are more of them than in an earlier
    /// run, it got worse.
    /// </summary>
    public ImmutableArray<NamedThings> Named { get; init; } = [];

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>
    /// What placeholders of the rule's page stand for (<c>statementId</c>) where only the rule knows: the commands that fix the finding
    /// name it. What its thing, stages and named things say needs no word here.
    /// </summary>
    public ImmutableDictionary<string, string> FixValues { get; init; } = [];

    /// <summary>
    /// Whether what mends it in most cases (<see cref="RuleInfo.MendedBy"/>) does damage here: then no change of one property is offered.
    /// </summary>
    public bool NeedsCare { get; init; }

    /// <summary>
    /// How to fix it, as <c>FixBook</c> wrote it down while all that its thing belongs to was in memory; empty where it still is.
    /// </summary>
    internal ReadOnlyMemory<byte> KeptFix { get; init; }

    /// <summary>Who can reach what it is about; <see langword="null"/> when that is unknown or no question.</summary>
    public Audience? Audience { get; init; }

    /// <summary>How bad it is.</summary>
    public Gravity Gravity => new(Severity, Audience, Stages) { Named = Named };

    /// <summary>How soon somebody should look at it, and why; <see langword="null"/> for what could not be told.</summary>
    public Priority? Priority { get; init; }

    /// <summary>What it is, measured against an earlier run; <see langword="null"/> when there is none to measure against.</summary>
    public FindingStatus? Status { get; init; }

    /// <summary>How bad it was in the earlier run, where it is <see cref="FindingStatus.Worsened"/>.</summary>
    public Gravity? Was { get; init; }

    /// <summary>
    /// What is worse than in the earlier run, each in a few words; empty unless it is <see cref="FindingStatus.Worsened"/>.
    /// </summary>
    public ImmutableArray<string> Worse => Was?.WorseIn(Gravity) ?? [];

    /// <summary>Why it counts for nothing; <see langword="null"/> when it counts.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>Why it is unknown, for inconclusive results.</summary>
    public Unknown? Unknown { get; private init; }

    /// <summary>
    /// Tells apart several findings of one rule on one thing. Something stable such as a statement's index or a name, never
    /// wording or a count: baselines and suppressions hang on it.
    /// </summary>
    public string SubKey { get; init; } = "";

    /// <summary>
    /// Where it stands in the inventory file, as a JSON pointer: the first of the stages that it is about, where its thing is an API.
    /// Findings of one rule on two stages then have two lines; consumers of SARIF take two results with one rule and one line for the same.
    /// </summary>
    public string Pointer => Subject is ApiSubject { Api.Stages: { IsKnown: true, Value: var stages } } && Stages is [var first, ..]
        && stages.Select((stage, index) => (stage.Name, Index: index)).FirstOrDefault(one => one.Name == first) is (not null, var at)
            ? $"{Subject.Pointer}/stages/{at}"
            : Subject.Pointer;

    /// <summary>The identity of the finding from run to run.</summary>
    public string Fingerprint => FindingFingerprint.Of(this);

    /// <summary>The same question without an answer: what decides it is unknown.</summary>
    public Finding CouldNotTell(Unknown unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        return this with
        {
            Outcome = Outcome.Inconclusive,
            Unknown = unknown,
            Message = Because(Rule, unknown),
            Evidence = [],
            Audience = null,
            Named = [],
            Priority = null,
        };
    }

    /// <summary>The same, where it rests on something that may be otherwise: it says so, and is not sure.</summary>
    /// <param name="caveat">What may be otherwise, as a sentence.</param>
    internal Finding Assuming(string caveat) => this with
    {
        Message = $"{Message} {caveat}",
        Confidence = Confidence > Confidence.Medium ? Confidence.Medium : Confidence,
    };

    /// <summary>The same, of which equal parts are the objects of others.</summary>
    internal Finding Sharing(SharedParts parts) => this with
    {
        Message = parts.Of(Message),
        Stages = parts.Of(Stages),
        Named = [.. Named.Select(named => named with { Names = [.. named.Names.Select(parts.Of)] })],
        Evidence = [.. Evidence.Select(parts.Of)],
        Priority = Priority is { } priority ? parts.Of(priority) : null,
        Unknown = Unknown is { } unknown ? parts.Of(unknown) : null,
    };

    internal static Finding Flagged(RuleInfo rule, Subject subject, string message, ReadOnlySpan<Evidence> evidence) =>
        new(rule, subject, message) { Evidence = [.. evidence] };

    internal static Finding Inconclusive(RuleInfo rule, Subject subject, Unknown unknown) =>
        new(rule, subject, Because(rule, unknown)) { Outcome = Outcome.Inconclusive, Unknown = unknown };

    // What was never asked for has no reason of its own: the sentence would not say what "it" is.
    private static string Because(RuleInfo rule, Unknown unknown) => unknown == Unknown.NotCollected
        ? $"What rule {Quote.Of(rule.Name)} reads of this ({NeedsText.Of(rule.Needs)}) is not in the inventory, which was made without "
            + $"the rule or by an earlier version: collect again with it."
        : unknown.Because;
}
