using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>What AWS Config is asked about when everything has been read.</summary>
/// <param name="Rules">The rules whose findings it may explain.</param>
/// <param name="Settings">How they are set.</param>
/// <param name="CallsAtMost">How many calls an account and Region may cost.</param>
internal sealed record HistoryQuestions(ImmutableArray<Rule> Rules, RuleSettings Settings, int CallsAtMost)
{
    /// <summary>The calls when nobody says otherwise.</summary>
    public const int DefaultCalls = 50;
}
