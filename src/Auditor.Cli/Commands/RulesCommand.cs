using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Cli.Terminal;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor rules</c>: what is looked for, and why.</summary>
internal sealed class RulesCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = ["text", "json"];

    private readonly PluginOption _pluginsOfList = new();
    private readonly PluginOption _pluginsOfExplain = new();
    private readonly Option<string> _format = new("--format") { Description = "text or json", HelpName = "text|json", DefaultValueFactory = _ => "text" };

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
        _pluginsOfList.AddTo(command);
        command.SetAction(parse =>
        {
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

    private static string WithoutPage(RuleInfo info) =>
        $"""
        # {info.Id}: {info.Title}

        {info.Name}, severity {Words.Of(info.Severity)}. Its assembly has no page about it.
        """;
}
