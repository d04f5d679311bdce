using System.Collections.Immutable;
using Auditor.Reports.Html;
using Auditor.Reports.Json;
using Auditor.Reports.Sarif;

namespace Auditor.Reports;

/// <summary>The formats that there are.</summary>
public static class ReportCatalogue
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<IReport> All { get; } = [new HtmlReport(), new SarifReport(), new JsonReport()];

    /// <summary>The format of a name; <see langword="null"/> when there is none.</summary>
    public static IReport? Find(string format) =>
        All.FirstOrDefault(report => string.Equals(report.Format, format, StringComparison.OrdinalIgnoreCase));
}
