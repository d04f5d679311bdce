using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using Auditor.Cli.Catalogue;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Selection;
using Auditor.Cli.Terminal;
using Auditor.Core.Frameworks;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Rules.Catalogue;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor rules</c>: what is looked for, and why.</summary>
internal sealed class RulesCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = ["text", "json"];

    private readonly PluginOption _pluginsOfList = new();
    private readonly PluginOption _pluginsOfExplain = new();
    private readonly PluginOption _pluginsOfSchema = new();
    private readonly Option<string> _format = new("--format")
    {
        Description = "text or json",
        HelpName = "text|json",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string?> _framework = new("--framework")
    {
        Description = $"Only rules that give evidence for it, and for what of it: {string.Join(", ", FrameworkChoice.Names)}",
        HelpName = "name",
        CompletionSources = { _ => FrameworkChoice.Names.Select(name => new CompletionItem(name)) },
    };

    private readonly Option<string?> _writeDocs = new("--write-docs")
    {
        Description = "For those who change built-in rules: bring README.md and the pages in this folder ('rules') up to date instead",
        HelpName = "folder",
    };

    private readonly Argument<string> _rule = new("rule") { Description = "The rule's id or name" };

    public Command Build(Func<ParseResult, Screen> screenOf, Action<ParseResult> showHelp)
    {
        var command = new DocumentedCommand("rules", "Show the rules")
        {
            Examples =
            [
                new("All rules", "auditor rules list"),
                new("What a rule looks for, why it matters and how to fix it", "auditor rules explain route-without-authorization"),
                new("What an editor needs to know to complete auditor.yaml", "auditor rules schema > auditor.schema.json"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(List(screenOf));
        command.Add(Explain());
        command.Add(Schema());
        command.Add(new NewRuleCommand(io).Build(screenOf));
        command.SetAction(parse =>
        {
            showHelp(parse);
            return (int)ExitCode.Usage;
        });
        return command;
    }

    private DocumentedCommand List(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("list", "List all rules, by id")
        {
            Examples =
            [
                new("For people", "auditor rules list"),
                new("For programs", "auditor rules list --format json"),
                new("What gives evidence for AWS Foundational Security Best Practices", "auditor rules list --framework fsbp"),
                new("With the rules of a plug-in", "auditor rules list --plugin Acme.ApiRules.dll"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(_format);
        command.Add(_framework);
        command.Add(_writeDocs);
        _pluginsOfList.AddTo(command);
        command.SetAction(parse =>
        {
            if (parse.GetValue(_writeDocs) is { } folder)
            {
                return (int)WriteDocumentation(folder, screenOf(parse));
            }

            var format = Choice.Of(parse.GetRequiredValue(_format), Formats, _format.Name, "format of this list");
            var framework = parse.GetValue(_framework) is { } name ? FrameworkChoice.Find(name, _framework.Name) : null;
            ImmutableArray<Rule> rules = [.. _pluginsOfList.Catalogue(parse, io).Where(rule => framework is null || PublishedCrosswalks.Complete(rule.Info.Frameworks).Any(control => FrameworkCatalogue.Of(control) == framework))];
            if (format is "json")
            {
                io.Output.WriteLine(RuleListJson.Of(rules));
            }
            else
            {
                RuleTable.Show([.. rules.Select(rule => rule.Info)], framework, screenOf(parse));
            }

            return (int)ExitCode.Clean;
        });
        return command;
    }

    private DocumentedCommand Explain()
    {
        var command = new DocumentedCommand("explain", "Show a rule's page, its options and what it reads, as Markdown")
        {
            Examples =
            [
                new("By id", "auditor rules explain AGW1001"),
                new("By name", "auditor rules explain route-without-authorization"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(_rule);
        _pluginsOfExplain.AddTo(command);
        command.SetAction(parse =>
        {
            var rule = new RuleSelection(_pluginsOfExplain.Catalogue(parse, io)).Find(parse.GetRequiredValue(_rule));
            io.Output.WriteLine(PlainText.OfLines(RuleExplanation.Of(rule)));
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private DocumentedCommand Schema()
    {
        var command = new DocumentedCommand("schema", "Print the JSON schema of auditor.yaml, so that editors complete and check it")
        {
            Examples =
            [
                new("For the built-in rules (docs/auditor.schema.json is the same)", "auditor rules schema > auditor.schema.json"),
                new(
                    "With the rules of a plug-in and their options",
                    "auditor rules schema --plugin Acme.ApiRules.dll > auditor.schema.json"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        _pluginsOfSchema.AddTo(command);
        command.SetAction(parse =>
        {
            io.Output.WriteLine(ConfigurationSchema.Of(_pluginsOfSchema.Catalogue(parse, io)));
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private ExitCode WriteDocumentation(string folder, Screen screen)
    {
        try
        {
            var changed = new RuleDocumentation(BuiltInRules.All).Write(io.FullPath(folder));
            foreach (var file in screen.IsQuiet ? [] : changed)
            {
                screen.Line(file);
            }

            screen.Note(changed is [] ? "Everything was up to date." : $"{Words.Count(changed.Length, "file")} changed.");
            return ExitCode.Clean;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"{_writeDocs.Name}: the documentation in {Quote.Of(folder)} cannot be written: {exception.Message.TrimEnd('.')}.");
        }
    }
}
