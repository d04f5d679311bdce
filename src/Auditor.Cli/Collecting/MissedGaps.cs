using Auditor.Aws.Catalogue;
using Auditor.Aws.Collection;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>Tells which gaps keep rules from an answer: nobody misses what no rule of a run looks at.</summary>
internal static class MissedGaps
{
    public static Func<Gap, bool> Of(IEnumerable<Rule> rules)
    {
        var needs = rules.Aggregate(Needs.None, (all, rule) => all | rule.Info.Needs);
        var needed = OperationPlan.For(needs).Select(operation => operation.Id).ToHashSet(StringComparer.Ordinal);
        var optional = ReadOperations.All.Select(operation => operation.Id)
            .Where(id => !needed.Contains(id))
            .ToHashSet(StringComparer.Ordinal);
        if ((needs & Needs.BackendHosts) == 0)
        {
            optional.Add(CollectionGaps.HostLookup);
        }

        return gap => !optional.Contains(gap.Operation);
    }
}
