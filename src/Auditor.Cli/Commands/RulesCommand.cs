using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Cli.Terminal;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor rules</c>: what is looked for, and why.</summary>
internal sealed class RulesCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = ["text", "json"];

    private readonly PluginOption _pluginsOfList = new();
    private readonly PluginOption _pluginsOfExplain = new();
    private readonly Option<string> _format = new("--format") { Description = "text or json", HelpName = "text|json", DefaultValueFactory = _ => "text" };

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
            ],
        };
        command.Add(List(screenOf));
        command.Add(Explain());
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
                new("With the rules of a plug-in", "auditor rules list --plugin Acme.ApiRules.dll"),
            ],
        };
        command.Add(_format);
        command.Add(_writeDocs);
        _pluginsOfList.AddTo(command);
        command.SetAction(parse =>
        {
            if (parse.GetValue(_writeDocs) is { } folder)
            {
                return (int)WriteDocumentation(folder, screenOf(parse));
            }

            var format = parse.GetRequiredValue(_format);
            if (!Formats.Contains(format, StringComparer.OrdinalIgnoreCase))
            {
                throw new UsageException($"{_format.Name}: {Quote.Of(format)} is no format of this list{NearestName.Suggest(format, Formats, $"; there are {Words.List(Formats)}.")}");
            }

            var rules = _pluginsOfList.Catalogue(parse, io);
            if (string.Equals(format, "json", StringComparison.OrdinalIgnoreCase))
            {
                io.Output.WriteLine(RuleListJson.Of(rules));
            }
            else
            {
                RuleTable.Show([.. rules.Select(rule => rule.Info)], screenOf(parse));
            }

            return (int)ExitCode.Clean;
        });
        return command;
    }

    private DocumentedCommand Explain()
    {
        var command = new DocumentedCommand("explain", "Show a rule's page, as Markdown")
        {
            Examples =
            [
                new("By id", "auditor rules explain AGW1001"),
                new("By name", "auditor rules explain route-without-authorization"),
            ],
        };
        command.Add(_rule);
        _pluginsOfExplain.AddTo(command);
        command.SetAction(parse =>
        {
            var rule = new RuleSelection(_pluginsOfExplain.Catalogue(parse, io)).Find(parse.GetRequiredValue(_rule));
            io.Output.WriteLine(PlainText.OfLines(RulePage.Of(rule)?.Markdown.TrimEnd() ?? WithoutPage(rule.Info)));
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
            throw new UsageException($"{_writeDocs.Name}: the documentation in {Quote.Of(folder)} cannot be written: {exception.Message.TrimEnd('.')}.");
        }
    }

    private static string WithoutPage(RuleInfo info) =>
        $"""
        # {info.Id}: {info.Title}

        {info.Name}, severity {Words.Of(info.Severity)}. Its assembly has no page about it.
        """;
}
