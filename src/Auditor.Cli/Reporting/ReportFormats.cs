using System.Collections.Immutable;
using Auditor.Cli.Configuration;
using Auditor.Core.Text;
using Auditor.Reports;

namespace Auditor.Cli.Reporting;

/// <summary>The names of report formats.</summary>
internal static class ReportFormats
{
    private static readonly ImmutableArray<string> Usual = ["html", "sarif", "json"];

    public static ImmutableArray<string> Names { get; } = [.. ReportCatalogue.All.Select(report => report.Format)];

    /// <summary>What is written when nobody says otherwise; further formats are for those who ask.</summary>
    public static ImmutableArray<string> Default { get; } = [.. Names.Where(name => Usual.Contains(name, StringComparer.Ordinal))];

    /// <summary>The reports that somebody asks for, or the default ones.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public static ImmutableArray<IReport> Choose(ImmutableArray<Sourced<string>> given)
    {
        ImmutableArray<IReport> chosen =
        [
            .. given.SelectMany(text => text.Value.Split(',', StringSplitOptions.TrimEntries)
                .Select(name => ReportCatalogue.Find(name) ?? throw Unknown(name, text.Where)))
                .Distinct(),
        ];
        return chosen is [] ? [.. Default.Select(ReportCatalogue.Find).OfType<IReport>()] : chosen;
    }

    private static UsageException Unknown(string name, string where) =>
        new($"{where}: {Quote.Of(name)} is no report format{NearestName.Suggest(name, Names, $"; there are {Words.List(Names)}.")}");
}
