using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>
/// A check with an id. Derive from <see cref="Rule{TSubject}"/>, <see cref="RouteRule"/> or <see cref="StageRule"/>, not from this.
/// </summary>
public abstract class Rule
{
    private protected Rule(RuleInfo info) => Info = info;

    /// <summary>What it says about itself.</summary>
    public RuleInfo Info { get; }

    /// <summary>The kind of thing it looks at.</summary>
    public abstract Type SubjectType { get; }

    /// <summary>Looks at one thing. An unknown fact becomes an inconclusive finding; other exceptions are the caller's.</summary>
    public abstract IEnumerable<Finding> Run(Subject subject, RuleContext context);
}
