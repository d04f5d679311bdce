using System.Collections.Immutable;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Cli.Selection;

/// <summary>The rules that come with the program.</summary>
internal static class BuiltInRules
{
    public static ImmutableArray<Rule> All => RuleCatalogue.From(typeof(RuleDocumentation).Assembly);
}
