using Auditor.Core.Findings;

namespace Auditor.Core.Rules;

/// <summary>A finding with the severity and priority that exposure gives it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="IsPrivate">
/// Whether it is known that nobody but the own VPC or account reaches the thing, where the rule asks.
/// </param>
internal readonly record struct RatedFinding(Finding Finding, bool IsPrivate);
