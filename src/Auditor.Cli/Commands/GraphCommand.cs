using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Exposures;
using Auditor.Cli.Reporting;
using Auditor.Cli.Terminal;
using Auditor.Reports.Graphs;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor graph</c>: names, stages, routes and backends, and which of it is open, for programs that draw graphs.</summary>
internal sealed class GraphCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = [.. GraphFormat.All.Select(format => format.Name)];
    private static readonly ImmutableArray<string> Extents = ["open", "all"];

    private readonly Option<string> _inventory = new("--inventory", "-i")
    {
        Description = "The inventory.json or template to draw; '-' is standard input",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<string[]> _api = new("--api")
    {
        Description = "Only this API, by id; repeat for more [default: all]",
        HelpName = "id",
    };

    private readonly Option<string> _routes = new("--routes")
    {
        Description = "open: routes that anyone on the internet can call with nothing or with an API key, and those of which it cannot "
            + "be told; all: every route",
        HelpName = string.Join('|', Extents),
        DefaultValueFactory = _ => Extents[0],
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = string.Join(", ", Formats),
        HelpName = string.Join('|', Formats),
        DefaultValueFactory = _ => Formats[0],
    };

    private readonly OutputFileOption _output = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("graph", "Draw names, stages, routes and backends of an inventory as a graph")
        {
            Examples =
            [
                new(
                    "What is open, for a page that draws Mermaid",
                    "auditor graph --inventory auditor-report/inventory.json --output open.mmd"),
                new(
                    "One API, with Graphviz",
                    "auditor graph --inventory inventory.json --api a1b2c3d4e5 --routes all --format dot | dot -Tsvg -o api.svg"),
                new(
                    "Everything, for Gephi or Neo4j",
                    "auditor graph --inventory inventory.json --routes all --format graphml --output estate.graphml"),
            ],
            ExitCodes =
                """
                  0    drawn
                  2    bad usage
                  3    drawn, but of something it could not be told who can call it
                  4    internal error: a defect of auditor
                  130  cancelled
                """,
        };
        command.Add(_inventory);
        command.Add(_api);
        command.Add(_routes);
        command.Add(_format);
        command.Add(_output);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var name = Choice.Of(parse.GetRequiredValue(_format), Formats, _format.Name, "format of graphs");
        var isAll = Choice.Of(parse.GetRequiredValue(_routes), Extents, _routes.Name, "choice of routes") == "all";
        var estates = await EstateSource.ReadAsync(parse.GetRequiredValue(_inventory), screen, io, cancellationToken)
            .ConfigureAwait(false);
        var paths = RequestPaths.Of(estates, ChosenApis.Of(estates[0], parse.GetValue(_api) ?? [], _api.Name));
        var drawn = isAll
            ? paths.Paths
            : paths.Paths.RemoveAll(path => path.Route.Route.IsPreflight || path is { IsOpen: false, Exposure.IsKnown: true });
        var graph = new ExposureGraph(drawn, About(paths, drawn.Length, isAll));
        var text = GraphFormat.All[Formats.IndexOf(name)].Write(graph);
        if (name == "mermaid" && (graph.Edges.Length > MermaidGraph.MostEdges || text.Length > MermaidGraph.LongestText))
        {
            screen.Note(
                $"Mermaid draws at most {Words.Count(MermaidGraph.MostEdges, "edge")} and "
                    + $"{Words.Count(MermaidGraph.LongestText, "character")} unless it is told otherwise; this graph has "
                    + $"{Words.Count(graph.Edges.Length, "edge")} and {Words.Count(text.Length, "character")}: "
                    + $"choose APIs with --api, or --format dot.");
        }

        await new TextOutput(io, _output.Name).WriteAsync(parse.GetValue(_output), text, cancellationToken).ConfigureAwait(false);
        foreach (var reason in paths.NotRead)
        {
            screen.Note($"Not all is drawn: {reason}");
        }

        return paths.NotRead is [] && paths.Paths.All(path => path.Exposure.IsKnown) ? ExitCode.Clean : ExitCode.Incomplete;
    }

    private static ImmutableArray<string> About(RequestPaths paths, int drawn, bool isAll) =>
    [
        isAll
            ? $"{Words.Count(drawn, "route")}, each as a stage serves it."
            : $"{drawn} of {Words.Count(paths.Paths.Length, "route")}, each as a stage serves it: those that anyone on the "
                + "internet can call, with nothing or with an API key, and those of which it cannot be told; without CORS preflights. "
                + "--routes all draws the others.",
        .. paths.NotRead.Select(reason => $"Not drawn: {reason}"),
    ];
}
