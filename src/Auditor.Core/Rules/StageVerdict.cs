using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>What a <see cref="StageRule"/> says about one stage.</summary>
/// <param name="Message">Makes the sentence for all stages of the API with the same verdict.</param>
public sealed record StageVerdict(Func<StageGroup, string> Message)
{
    /// <summary>
    /// Tells apart what a rule may say about one stage; stages with the same key are mended in the same way. Part of the finding's
    /// identity.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>
    /// The keys of the routes, or the names of whatever else of the stage it is about; those of several stages are joined. Empty when it is
    /// about nothing in particular. A finding with more of them than in an earlier run got worse.
    /// </summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>What one of <see cref="Items"/> is.</summary>
    public string ItemKind { get; init; } = "route";

    /// <summary>A severity other than the rule's own. Stages of different severity are reported apart.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Whether the severity is final, and does not fall with the audience.</summary>
    public bool SeverityIsFixed { get; init; }

    /// <summary>A confidence other than the rule's own.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>What it rests on.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];
}
