using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>What has to be read for rules.</summary>
internal static class RuleNeeds
{
    /// <summary>
    /// The union of what rules need, and what exposure needs: severities and the exposure map of the report rest on it whichever rules run.
    /// </summary>
    public static Needs Of(IEnumerable<Rule> rules) => rules.Aggregate(Needs.Exposure, (needs, rule) => needs | rule.Info.Needs);
}
