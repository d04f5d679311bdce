using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Contributing;
using Auditor.Cli.Terminal;
using Auditor.Core.Metadata;
using Auditor.Core.Text;
using Auditor.Rules.Catalogue;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor rules new</c>: begins a built-in rule, in a clone of the repository.</summary>
internal sealed class NewRuleCommand(IOContext io)
{
    private static readonly string[] Categories = [.. Enum.GetValues<Category>().Where(category => category is not Category.Other).Select(Words.Of)];
    private static readonly string[] Subjects = [.. Enum.GetValues<NewRuleSubject>().Select(Words.Of)];
    private static readonly string[] SeverityNames = [.. Enum.GetValues<Severity>().Select(Words.Of)];

    private readonly Argument<string> _name = new("name")
    {
        Description = "The bad pattern in words with hyphens, as people will write "
        + "it when they skip the rule: data-trace-on"
    };
    private readonly Option<string> _category = new("--category")
    {
        Description = string.Join(", ", Categories),
        HelpName = "category",
        Required = true,
    };

    private readonly Option<string> _subject = new("--about")
    {
        Description = "What the rule looks at: each stage of an API, each API, or each route as its stages serve it",
        HelpName = string.Join('|', Subjects),
        DefaultValueFactory = _ => Subjects[0],
    };

    private readonly Option<string> _severity = new("--severity")
    {
        Description = "How bad it is where the internet can reach it",
        HelpName = string.Join('|', SeverityNames),
        DefaultValueFactory = _ => Words.Of(Severity.Medium),
    };

    private readonly Option<string?> _title = new("--title")
    {
        Description = "What reports say of a finding, in a short sentence "
        + "[default: the name]",
        HelpName = "text"
    };

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "new", "For those who change built-in rules: begin one, with its page and its tests, in a clone of the repository")
        {
            Examples =
            [
                new(
                    "A rule about stages",
                    "auditor rules new logs-kept-for-good --category observability --title \"The log is never deleted\""),
                new("A rule about routes", "auditor rules new open-upload --category authorization --about route --severity high"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(_name);
        command.Add(_category);
        command.Add(_subject);
        command.Add(_severity);
        command.Add(_title);
        command.SetAction(parse => (int)Run(parse, screenOf(parse)));
        return command;
    }

    private ExitCode Run(ParseResult parse, Screen screen)
    {
        var rule = new NewRule
        {
            Name = Name(parse.GetRequiredValue(_name)),
            Category = Enum.Parse<Category>(
                Choice.Of(parse.GetRequiredValue(_category), Categories, _category.Name, "category"), ignoreCase: true),
            Subject = Choice.Of<NewRuleSubject>(parse.GetRequiredValue(_subject), _subject.Name, "subject of rules"),
            Severity = Choice.Of<Severity>(parse.GetRequiredValue(_severity), _severity.Name, "severity"),
            Title = Title(parse.GetValue(_title)),
        };
        var (id, files) = Checkout.Around(io.WorkingDirectory).Add(rule);
        foreach (var file in files)
        {
            screen.Line(file);
        }

        screen.Note($"{id} works, on an example: put what it is about in the example's place, and write the page where it says "
            + $"'{NewRule.Unwritten}'.");
        screen.Note("Then './regenerate' and 'dotnet test tests/Auditor.Rules.Tests'.");
        return ExitCode.Clean;
    }

    private static string Name(string given) => NewRule.IsName(given)
        ? given
        : throw new UsageException(
            $"{Quote.Of(given)} cannot be the name of a rule: write lower-case words with hyphens, as in 'data-trace-on'.");

    private string? Title(string? given)
    {
        if (given is null)
        {
            return null;
        }

        return NewRule.IsTitle(given.Trim())
            ? given.Trim()
            : throw new UsageException(
                $"{_title.Name}: write a sentence of at most {NewRule.LongestTitle} letters that begins with a capital, without a period, "
                    + "double quotes and backslashes.");
    }
}
