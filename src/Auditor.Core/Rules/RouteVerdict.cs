using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>What a <see cref="RouteRule"/> says about a route as one stage serves it.</summary>
/// <param name="Message">Makes the sentence from the stages that it holds for, <c>stage 'prod'</c> or <c>stages 'dev' and
/// 'prod'</c>.</param>
public sealed record RouteVerdict(Func<string, string> Message)
{
    /// <summary>A severity other than the rule's own.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Whether the severity is final, and does not fall with the audience.</summary>
    public bool SeverityIsFixed { get; init; }

    /// <summary>A confidence other than the rule's own.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>What it rests on.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];
}
