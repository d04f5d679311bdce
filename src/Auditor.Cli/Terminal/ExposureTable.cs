using System.Collections.Immutable;
using Auditor.Cli.Exposures;
using Auditor.Core.Exposure;
using Auditor.Core.Policies;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Lists routes and who can call them for people.</summary>
internal static class ExposureTable
{
    public static void Show(ImmutableArray<ExposureRow> rows, string? callers, Screen screen)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in new[] { "API", "Stage", "Route", callers is null ? "Who" : "Gets in", "With", callers is null ? "Narrowed to" : "Because" })
        {
            var column = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2);
            // What is copied into the next command line stays in one piece.
            column.NoWrap = heading is "API" or "Stage" or "Route";
            table.AddColumn(column);
        }

        foreach (var row in rows)
        {
            table.AddRow(new[] { row.Api is { } api ? $"{api.Name} ({api.Id})" : $"{row.Scope.Account} {row.Scope.Region}", StageOf(row), row.Route?.Route.Key ?? "", Who(row), With(row), More(row) }
                .Select(text => new Text(PlainText.Of(text))));
        }

        if (rows is not [])
        {
            screen.Results.Write(table);
            screen.Line();
        }

        var open = rows.Count(row => row.Unknown is null && (row.Exposure is { Audience: Audience.Internet } || row.Access is { Verdict: Verdict.Yes }));
        var unknown = rows.Count(row => row.Unknown is not null);
        screen.Line($"{Words.Count(rows.Count(row => row.Route is not null), "route")}, {open} open to {callers ?? "the internet"}{(unknown == 0 ? "." : $"; {Words.Count(unknown, "answer")} could not be told.")}");
    }

    private static string StageOf(ExposureRow row) => $"{row.Stage?.Name}{(row.Route is { IsCanary: true } ? " (canary)" : "")}";

    private static string Who(ExposureRow row) => row switch
    {
        { Unknown: not null } => "could not tell",
        { Exposure: { } exposure } => ExposureWords.Of(exposure.Audience),
        { Access.Verdict: Verdict.Yes } => "yes",
        _ => "no",
    };

    private static string With(ExposureRow row) => row switch
    {
        { Exposure: { Audience: not Audience.Nobody } exposure } => ExposureWords.Of(exposure.Credential),
        { Access: { Verdict: Verdict.Yes } access } => ExposureWords.Of(access.Credential),
        _ => "",
    };

    private static string More(ExposureRow row) => row.Unknown
        ?? string.Join("; ", new[] { Narrowed(row.Exposure) ?? row.Access?.Because, row.Route is { Caveat: not null } ? "as configured, which may not be what is deployed" : null }.OfType<string>());

    private static string? Narrowed(RouteExposure? exposure) => exposure?.Principals is { IsKnown: true } principals
        ? string.Join("; ", new[] { exposure.Narrowing, $"of the own account {principals.Value.Counted}" }.OfType<string>())
        : exposure?.Narrowing;
}
