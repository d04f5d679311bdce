using System.Collections.Immutable;
using System.Reflection;
using Auditor.Core.Rules;

namespace Auditor.Cli.Selection;

/// <summary>The rules that come with the program.</summary>
internal static class BuiltInRules
{
    public static ImmutableArray<Rule> All => RuleCatalogue.From(Assembly.Load("Auditor.Rules"));
}
