using System.Collections.Immutable;
using Auditor.Core.Findings;

namespace Auditor.Cli.Configuration;

/// <summary>A suppression as the file says it: its rules are names that still have to be looked up.</summary>
/// <param name="Entry">All but the rules.</param>
/// <param name="Rules">The rules it names.</param>
/// <param name="RulesOfExceptions">The rules that each of its exceptions names.</param>
internal sealed record SuppressionSetting(
    SuppressionEntry Entry, ImmutableArray<Sourced<string>> Rules, ImmutableArray<ImmutableArray<Sourced<string>>> RulesOfExceptions)
{
    /// <summary>The suppression with the ids of its rules.</summary>
    public SuppressionEntry Resolve(Func<Sourced<string>, string> idOf) => Entry with
    {
        Rules = [.. Rules.Select(idOf)],
        Except = [.. Entry.Except.Zip(RulesOfExceptions, (exception, rules) => exception with { Rules = [.. rules.Select(idOf)] })],
    };
}
