using System.Collections.Immutable;
using Auditor.Cli.Configuration;
using Auditor.Core.Findings;

namespace Auditor.Cli.Reporting;

/// <summary>The names of report formats.</summary>
internal static class ReportFormats
{
    public static ImmutableArray<string> Names { get; } = ["html", "sarif", "json"];

    public static ImmutableArray<string> Default { get; } = ["html", "sarif", "json"];

    /// <summary>The formats that somebody asks for, or the default ones.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public static ImmutableArray<string> Choose(ImmutableArray<Sourced<string>> given)
    {
        ImmutableArray<string> formats =
        [
            .. given.SelectMany(text => text.Value
                .Split(',', StringSplitOptions.TrimEntries)
                .Select(name => Names.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name, text.Where)))
                .Distinct(StringComparer.Ordinal),
        ];
        return formats is [] ? Default : formats;
    }

    private static UsageException Unknown(string name, string where) =>
        new($"{where}: {Quote.Of(name)} is no report format{NearestName.Suggest(name, Names, $"; there are {Words.List(Names)}.")}");
}
