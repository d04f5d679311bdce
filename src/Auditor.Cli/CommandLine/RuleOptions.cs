using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using Auditor.Cli.Configuration;
using Auditor.Cli.Selection;
using Auditor.Core.Rules;

namespace Auditor.Cli.CommandLine;

/// <summary>Which rules run.</summary>
internal sealed class RuleOptions
{
    public Option<string[]> Rule { get; } = new("--rule")
    {
        Description = "Run only this rule, by id or name, also one that is off by "
        + "default; repeat for more",
        HelpName = "rule",
        CompletionSources = { BuiltIn }
    };

    public Option<string[]> SkipRule { get; } = new("--skip-rule")
    {
        Description = "Run all rules but this one, by id or name; repeat "
        + "for more",
        HelpName = "rule",
        CompletionSources = { BuiltIn }
    };

    public PluginOption Plugins { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(Rule);
        command.Add(SkipRule);
        Plugins.AddTo(command);
    }

    /// <summary>All rules there are. Plug-ins are loaded anew each time.</summary>
    /// <exception cref="UsageException">A plug-in cannot be used.</exception>
    public RuleSelection Catalogue(ParseResult parse, IOContext io) => new(Plugins.Catalogue(parse, io));

    /// <summary>The rules to run of a catalogue: the command line's choice, else the file's.</summary>
    /// <exception cref="UsageException">A rule does not exist.</exception>
    public ImmutableArray<Rule> Choose(ParseResult parse, ConfigurationFile file, RuleSelection selection)
    {
        var named = Given(parse, Rule);
        var skipped = Given(parse, SkipRule);

        // Who names rules on the command line means exactly these, whatever the file says.
        return named is []
            ? selection.Choose(file.OnlyRules ?? [], file.EnabledRules ?? [], skipped is [] ? file.SkippedRules ?? [] : skipped)
            : selection.Choose(named, [], skipped);
    }

    // Names are made to be read; who knows an id does not need to be told.
    private static IEnumerable<CompletionItem> BuiltIn(CompletionContext context) =>
        BuiltInRules.All.Select(rule => new CompletionItem(rule.Info.Name));

    private static ImmutableArray<Sourced<string>> Given(ParseResult parse, Option<string[]> option) =>
        [.. (parse.GetValue(option) ?? []).Select(name => new Sourced<string>(name, option.Name))];
}
