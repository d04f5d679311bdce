using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>What a rule did.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Looked">How many things it looked at.</param>
/// <param name="Flagged">How many findings it has.</param>
/// <param name="Inconclusive">How often it could not tell.</param>
/// <param name="OnlyCounted">How many findings it has besides that are not listed (see <see cref="AuditResult.OnlyCounted"/>).</param>
public sealed record RuleTally(RuleInfo Rule, int Looked, int Flagged, int Inconclusive, int OnlyCounted = 0);
