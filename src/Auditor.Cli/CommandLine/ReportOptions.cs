using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Reports;
using Auditor.Reports.Custom;
using Auditor.Reports.Sarif;

namespace Auditor.Cli.CommandLine;

/// <summary>What comes out.</summary>
internal sealed class ReportOptions
{
    private const string DefaultOutput = "auditor-report";

    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = $"Folder for the reports, or s3://bucket/prefix [default: {DefaultOutput}]",
        HelpName = "folder",
    };

    public Option<string[]> Format { get; } = new("--format")
    {
        Description = $"Reports to write, separated by commas: {string.Join(", ", ReportFormats.Names)} [default: "
            + $"{string.Join(',', ReportFormats.Default)}]",
        HelpName = "formats",
        CompletionSources = { _ => ReportFormats.Names.Select(name => new CompletionItem(name)) },
    };

    public Option<string?> Template { get; } = new("--template")
    {
        Description = "Scriban template of your own to write besides: "
        + "'my.md.sbn' makes auditor.custom.md",
        HelpName = "file.sbn"
    };

    public Option<string?> SarifProfile { get; } = new("--sarif-profile")
    {
        Description = "What auditor.sarif holds: 'github' only what is wrong and counts, for every consumer; 'full' also what was "
            + "suppressed, is gone or could not be told, and one line for each rule that flagged nothing [default: github]",
        HelpName = "github|full",
    };

    public Option<string?> SarifSplit { get; } = new("--sarif-split")
    {
        Description = "How many files of SARIF: 'account' one or more auditor.ACCOUNT.sarif for each account, of a size that GitHub, GitLab "
            + "and Azure DevOps take whole; 'none' one auditor.sarif; 'auto' one, and those of 'account' where there are more than 5,000 "
                + "results or 10 MB, of which they would drop the rest [default: auto]",
        HelpName = "auto|account|none",
        CompletionSources = { "auto", "account", "none" },
    };

    public Option<string?> SarifCategory { get; } = new("--sarif-category")
    {
        Description = "Name the analysis that SARIF is of, where one repository has several, such as 'production': GitHub closes an "
            + "alert only by a later analysis of the same name",
        HelpName = "name",
    };

    public void AddOutputTo(Command command) => command.Add(Output);

    public void AddTo(Command command)
    {
        AddOutputTo(command);
        command.Add(Format);
        command.Add(Template);
        command.Add(SarifProfile);
        command.Add(SarifSplit);
        command.Add(SarifCategory);
    }

    public string Folder(ParseResult parse, ConfigurationFile file) => parse.GetValue(Output) ?? file.Output ?? DefaultOutput;

    /// <exception cref="UsageException">There is no such format, or the template does not work.</exception>
    public ImmutableArray<IReport> Formats(ParseResult parse, ConfigurationFile file, IOContext io)
    {
        ImmutableArray<Sourced<string>> given = [.. (parse.GetValue(Format) ?? []).Select(text => new Sourced<string>(text, Format.Name))];
        var sarif = Sarif(parse);
        ImmutableArray<IReport> chosen = [.. ReportFormats.Choose(given is [] ? file.Formats ?? [] : given)
            .Select(report => report is SarifReport ? sarif : report)];
        try
        {
            return parse.GetValue(Template) is { } template ? chosen.Add(TemplateReport.Read(io.FullPath(template))) : chosen;
        }
        catch (ReportException exception)
        {
            throw new UsageException($"{Template.Name}: {exception.Message}");
        }
    }

    private SarifReport Sarif(ParseResult parse) => new()
    {
        Profile = Value<SarifProfile>(parse, SarifProfile, "profile") ?? Reports.Sarif.SarifProfile.GitHub,
        Split = Value<SarifSplit>(parse, SarifSplit, "way to split") ?? Reports.Sarif.SarifSplit.Auto,
        Category = parse.GetValue(SarifCategory) is { } name ? string.IsNullOrWhiteSpace(name) ? throw new UsageException(
            $"{SarifCategory.Name}: give a name.")
            : name.Trim()
            : null,
    };

    private static T? Value<T>(ParseResult parse, Option<string?> option, string what)
        where T : struct, Enum => parse.GetValue(option) is { } text ? Choice.Of<T>(text, option.Name, what) : null;
}
