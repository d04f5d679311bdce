using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Reports;
using Auditor.Reports.Custom;

namespace Auditor.Cli.CommandLine;

/// <summary>What comes out, and when it fails a build.</summary>
internal sealed class ReportOptions
{
    private const string DefaultOutput = "auditor-report";

    public Option<string?> Output { get; } = new("--output", "-o") { Description = $"Folder for the reports [default: {DefaultOutput}]", HelpName = "folder" };

    public Option<string[]> Format { get; } = new("--format")
    {
        Description = $"Reports to write, separated by commas: {string.Join(", ", ReportFormats.Names)} [default: {string.Join(',', ReportFormats.Default)}]",
        HelpName = "formats",
    };

    public Option<string?> Template { get; } = new("--template") { Description = "Handlebars template of your own to write besides: 'my.md.hbs' makes auditor.custom.md", HelpName = "file.hbs" };

    public Option<string?> FailOn { get; } = new("--fail-on")
    {
        Description = "Exit with code 1 for findings of at least this severity; 'none' never does [default: high]",
        HelpName = string.Join('|', Severities.Names),
    };

    public void AddOutputTo(Command command) => command.Add(Output);

    public void AddTo(Command command)
    {
        AddOutputTo(command);
        command.Add(Format);
        command.Add(Template);
        command.Add(FailOn);
    }

    public string Folder(ParseResult parse, ConfigurationFile file) => parse.GetValue(Output) ?? file.Output ?? DefaultOutput;

    /// <exception cref="UsageException">It is no severity.</exception>
    public FailOn Threshold(ParseResult parse, ConfigurationFile file) => parse.GetValue(FailOn) is { } text
        ? Severities.Parse(text) ?? throw new UsageException($"{FailOn.Name}: {Core.Findings.Quote.Of(text)} is no severity{NearestName.Suggest(text, Severities.Names, $"; there are {Words.List(Severities.Names)}.")}")
        : file.FailOn ?? Cli.FailOn.High;

    /// <exception cref="UsageException">There is no such format, or the template does not work.</exception>
    public ImmutableArray<IReport> Formats(ParseResult parse, ConfigurationFile file, IOContext io)
    {
        ImmutableArray<Sourced<string>> given = [.. (parse.GetValue(Format) ?? []).Select(text => new Sourced<string>(text, Format.Name))];
        var chosen = ReportFormats.Choose(given is [] ? file.Formats ?? [] : given);
        try
        {
            return parse.GetValue(Template) is { } template ? chosen.Add(TemplateReport.Read(io.FullPath(template))) : chosen;
        }
        catch (ReportException exception)
        {
            throw new UsageException($"{Template.Name}: {exception.Message}");
        }
    }
}
