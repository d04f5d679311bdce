using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Shouldly;

namespace Auditor.Testing.Rules;

/// <summary>Tests of one rule, which runs as it does in a scan: the walk over the estate, exposure and severity included.</summary>
/// <typeparam name="TRule">The rule.</typeparam>
public abstract class RuleTests<TRule>
    where TRule : Rule, new()
{
    /// <summary>What the rule says about an estate. Fails when the rule throws.</summary>
    protected static ImmutableArray<Finding> Check(Estate estate) => Check(estate, RuleSettings.Default);

    /// <summary>What the rule says about an estate when its options are set. Fails when the rule throws.</summary>
    protected static ImmutableArray<Finding> Check(Estate estate, RuleSettings settings)
    {
        var result = Audit.Run(estate, [new TRule()], settings);
        result.Failures.ShouldBeEmpty();
        return result.Findings;
    }
}
