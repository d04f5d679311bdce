using System.Collections.Immutable;
using Auditor.Cli.Exposures;
using Auditor.Core.Exposure;
using Auditor.Core.Policies;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Lists routes and who can call them: for people API by API, a route a line; where no terminal reads it, tab-separated.</summary>
internal static class ExposureTable
{
    private const int Gap = 2;
    private const int Indent = 2;

    // What is behind the columns has to have room for some words.
    private const int FewestLeft = 24;

    /// <summary>The columns where no terminal reads it, in this order.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "account", "region", "apiId", "apiName", "stage", "route", "who", "with", "more",
    ];

    public static void Show(ImmutableArray<ExposureRow> rows, string? callers, Screen screen)
    {
        if (screen.IsTerminal)
        {
            foreach (var api in rows.GroupBy(row => (row.Scope.Account, row.Scope.Region, row.Api?.Id)).OrderBy(api => api.Min(Rank)))
            {
                ShowApi([.. api.OrderBy(Rank)], screen);
            }
        }
        else
        {
            screen.Cells(Columns);
            foreach (var row in rows)
            {
                screen.Cells(
                [
                    row.Scope.Account, row.Scope.Region, row.Api?.Id ?? "", row.Api?.Name ?? "", StageOf(row), row.Route?.Route.Key ?? "",
                    Who(row), With(row), More(row),
                ]);
            }
        }

        screen.Sentence(callers is null ? Totals(rows) : Totals(rows, callers));
    }

    // What anyone can call comes first, and what is closed last.
    private static (int Audience, int Credential) Rank(ExposureRow row) => row switch
    {
        { Unknown: not null } => (-(int)Audience.Internet, (int)Credential.ApiKey),
        { Exposure: { } exposure } => (-(int)exposure.Audience, (int)exposure.Credential),
        { Access.Verdict: Verdict.Yes } => (-(int)Audience.Internet, (int)row.Access.Credential),
        _ => (-(int)Audience.Nobody, 0),
    };

    private static string Totals(ImmutableArray<ExposureRow> rows)
    {
        var routes = rows.Count(row => row.Route is not null);
        var byCredential = rows.Where(row => row is { Unknown: null, Exposure.Audience: Audience.Internet })
            .GroupBy(row => row.Exposure?.Credential ?? default)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {ExposureWords.With(group.Key)}")
            .ToList();
        var open = byCredential switch
        {
            [] => "none of them",
            [var only] => only,
            _ => $"{string.Join(", ", byCredential[..^1])} and {byCredential[^1]}",
        };
        return $"{Words.Count(routes, "route")}, counted on each stage. Anyone on the internet can call {open}.{Untold(rows)}";
    }

    private static string Totals(ImmutableArray<ExposureRow> rows, string callers)
    {
        var open = rows.Count(row => row is { Unknown: null, Access.Verdict: Verdict.Yes });
        var routes = rows.Count(row => row.Route is not null);
        return $"{Words.Count(routes, "route")}, counted on each stage, {open} open to {callers}.{Untold(rows)}";
    }

    private static string Untold(ImmutableArray<ExposureRow> rows)
    {
        var unknown = rows.Count(row => row.Unknown is not null);
        return unknown == 0 ? "" : $" {Words.Count(unknown, "answer")} could not be told.";
    }

    private static void ShowApi(ImmutableArray<ExposureRow> rows, Screen screen)
    {
        var (scope, api) = (rows[0].Scope, rows[0].Api);
        screen.Say(
            api is null ? $"{scope.Account} {scope.Region}" : $"{api.Name} ({api.Id}), {scope.Account} {scope.Region}",
            new(decoration: Decoration.Bold));
        List<(string Route, string Stage, string Callers)> lines = [.. rows.Select(row => (PlainText.Of(row.Route?.Route.Key ?? ""), PlainText.Of(StageOf(row)), Rest(row)))];
        var route = lines.Max(line => line.Route.GetCellWidth()) + Gap;
        var stage = lines.Max(line => line.Stage.GetCellWidth()) + Gap;
        // Where the columns leave no room, who can call stands under the route.
        var isBeside = Indent + route + stage + FewestLeft <= screen.Width;
        foreach (var line in lines)
        {
            if (isBeside)
            {
                screen.Item($"{Padded(line.Route, route)}{Padded(line.Stage, stage)}", Style.Plain, line.Callers, Indent);
            }
            else
            {
                screen.Item("", Style.Plain, string.Join("  ", new[] { line.Route, line.Stage }.Where(text => text.Length > 0)), Indent);
                screen.Item("", Style.Plain, line.Callers, Indent + Indent);
            }
        }

        screen.Line();
    }

    private static string Padded(string text, int columns) => $"{text}{new string(' ', Math.Max(0, columns - text.GetCellWidth()))}";

    // Who, with what, and what narrows it or why not: one sentence that wraps between words.
    private static string Rest(ExposureRow row)
    {
        var with = CredentialOf(row) is { } credential ? $" {ExposureWords.With(credential)}" : "";
        var more = More(row) is { Length: > 0 } known ? $"; {known}" : "";
        return $"{Who(row)}{with}{more}";
    }

    private static string StageOf(ExposureRow row) => $"{row.Stage?.Name}{(row.Route is { IsCanary: true } ? " (canary)" : "")}";

    private static string Who(ExposureRow row) => row switch
    {
        { Unknown: not null } => "could not tell",
        { Exposure: { } exposure } => ExposureWords.Of(exposure.Audience),
        { Access.Verdict: Verdict.Yes } => "yes",
        _ => "no",
    };

    private static string With(ExposureRow row) => CredentialOf(row) is { } credential ? ExposureWords.Of(credential) : "";

    private static Credential? CredentialOf(ExposureRow row) => row switch
    {
        { Exposure: { Audience: not Audience.Nobody } exposure } => exposure.Credential,
        { Access: { Verdict: Verdict.Yes } access } => access.Credential,
        _ => null,
    };

    private static string More(ExposureRow row) => row.Unknown
        ?? string.Join(
            "; ",
            new[]
            {
                Narrowed(row.Exposure) ?? row.Access?.Because,
                Less(row.Exposure?.WithLess),
                row.Route is { Caveat: not null } ? "as configured, which may not be what is deployed" : null,
            }.OfType<string>());

    private static string? Narrowed(RouteExposure? exposure) => exposure?.Principals is { IsKnown: true } principals
        ? string.Join("; ", new[] { exposure.Narrowing, $"of the own account {principals.Value.Counted}" }.OfType<string>())
        : exposure?.Narrowing;

    private static string? Less(RouteExposure? less) => less is null
        ? null
        : $"{ExposureWords.Of(less.Audience)} {ExposureWords.With(less.Credential)}"
            + $"{(less.Narrowing is { } narrowing ? $" ({narrowing})" : "")}";
}
