using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Core.Rules;
using Auditor.Reports;

namespace Auditor.Cli.Commands;

/// <summary>How an inventory is judged and what is written about it, from the command line and the file.</summary>
internal sealed record JudgementSettings(ImmutableArray<Rule> Rules, ImmutableArray<IReport> Reports, FailOn FailOn, string Folder)
{
    public RuleSettings RuleSettings { get; init; } = RuleSettings.Default;

    /// <summary>Everything is looked at before anything is done: a typo must not show after a scan of minutes.</summary>
    /// <exception cref="UsageException">Something is wrong with it.</exception>
    public static JudgementSettings Read(ParseResult parse, RuleOptions rules, ReportOptions reports, ConfigurationFile file, IOContext io)
    {
        var catalogue = rules.Catalogue(parse, io);
        return new(
            rules.Choose(parse, file, catalogue),
            reports.Formats(parse, file, io),
            reports.Threshold(parse, file),
            ReportFolder.Prepare(reports.Folder(parse, file), io))
        {
            RuleSettings = OptionSelection.Read(file.RuleOptions, catalogue),
        };
    }
}
