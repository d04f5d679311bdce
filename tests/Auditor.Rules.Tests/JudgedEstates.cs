using Auditor.Core.Rules;
using Auditor.Samples;

namespace Auditor.Rules.Tests;

/// <summary>What all rules say of the estates that many tests look at: each is judged once.</summary>
internal static class JudgedEstates
{
    private static readonly Lazy<AuditResult> OfSample = new(() => Audit.Run(AcmeEstate.Create(), EveryRule.All));
    private static readonly Lazy<AuditResult> OfWorst = new(() => Audit.Run(WorstEstate.Make(), EveryRule.All));

    /// <summary>Of the sample inventory.</summary>
    public static AuditResult Sample => OfSample.Value;

    /// <summary>Of <see cref="WorstEstate"/>.</summary>
    public static AuditResult Worst => OfWorst.Value;
}
