using System.Collections.Immutable;
using Auditor.Cli.Configuration;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Cli.Selection;

/// <summary>Chooses rules by id, name or former name.</summary>
internal sealed class RuleSelection(ImmutableArray<Rule> catalogue)
{
    /// <summary>The rule that somebody means.</summary>
    /// <exception cref="UsageException">There is none of that id or name.</exception>
    public Rule Find(string name)
    {
        return Of(name) ?? throw new UsageException($"{Unknown(name)}");
    }

    /// <summary>The rules that run.</summary>
    /// <param name="only">These and no others; empty for all that are on by default.</param>
    /// <param name="enabled">These besides.</param>
    /// <param name="skipped">Without these.</param>
    /// <exception cref="UsageException">One does not exist, or none is left.</exception>
    public ImmutableArray<Rule> Choose(
        ImmutableArray<Sourced<string>> only, ImmutableArray<Sourced<string>> enabled, ImmutableArray<Sourced<string>> skipped)
    {
        var chosen = only.Concat(enabled).Select(Find).ToHashSet();
        var unwanted = skipped.Select(Find).ToHashSet();
        ImmutableArray<Rule> rules = [.. catalogue.Where(rule => (chosen.Contains(rule) || (only is [] && rule.Info.OnByDefault)) && !unwanted.Contains(rule))];
        return rules is [] && catalogue is not []
            ? throw new UsageException("No rule is left to run: every chosen rule is skipped.")
            : rules;
    }

    /// <summary>The rule that a setting means.</summary>
    /// <exception cref="UsageException">There is none of that id or name; the message says where it was written.</exception>
    public Rule Find(Sourced<string> name) => Of(name.Value) ?? throw new UsageException($"{name.Where}: {Unknown(name.Value)}");

    private Rule? Of(string name) => catalogue.FirstOrDefault(rule => Names(rule).Contains(name, StringComparer.OrdinalIgnoreCase));

    private string Unknown(string name) =>
        $"{Quote.Of(name)} is no rule{NearestName.Suggest(name, catalogue.SelectMany(Names), "; 'auditor rules list' shows them all.")}";

    private static IEnumerable<string> Names(Rule rule) => [rule.Info.Id, rule.Info.Name];
}
