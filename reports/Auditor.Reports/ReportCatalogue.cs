using System.Collections.Immutable;
using Auditor.Reports.Asff;
using Auditor.Reports.Csv;
using Auditor.Reports.EvidencePages;
using Auditor.Reports.GitHub;
using Auditor.Reports.Html;
using Auditor.Reports.Json;
using Auditor.Reports.JUnit;
using Auditor.Reports.Ocsf;
using Auditor.Reports.Sarif;
using Auditor.Reports.Summary;

namespace Auditor.Reports;

/// <summary>The formats that there are.</summary>
public static class ReportCatalogue
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<IReport> All { get; } =
    [
        new HtmlReport(), new SarifReport(), new JsonReport(), new MarkdownReport(), new JUnitReport(), new CsvReport(), new GitHubReport(), new OcsfReport(), new AsffReport(), new EvidenceReport(),
    ];

    /// <summary>The format of a name; <see langword="null"/> when there is none.</summary>
    public static IReport? Find(string format) =>
        All.FirstOrDefault(report => string.Equals(report.Format, format, StringComparison.OrdinalIgnoreCase));
}
