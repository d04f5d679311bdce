using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Reports;
using Auditor.Testing.Names;

namespace Auditor.Cli.Tests;

/// <summary>What strangers call things does nothing anywhere: every report and every command that shows a name.</summary>
public sealed partial class HostileNamesTests : CliTests
{
    // What 'scan' and 'collect' show goes through the same reports and the same screen; 'merge' writes the reports of 'check'.
    private static readonly string[] Looked = ["check", "exposure", "graph", "explain-access", "suppress", "fix", "diff", "merge"];

    private static readonly string[] OfAws = ["scan", "collect"];

    private static readonly string[] WithoutNames = ["rules", "permissions", "completion", "man"];

    private static readonly char[] Turning = [.. "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F"];

    /// <summary>What each format must not do; one that is added has to be added here.</summary>
    private static readonly Dictionary<string, Action<string>> Judges = new(StringComparer.Ordinal)
    {
        ["html"] = IsHarmlessPage,
        ["evidence"] = IsHarmlessPage,
        ["markdown"] = text =>
        {
            IsVisible(text);
            text.ShouldNotContain("<script>alert");
            text.ShouldNotContain("<img src=x");
            LinkOfAName().IsMatch(text).ShouldBeFalse();
        },
        ["csv"] = text =>
        {
            IsVisible(text);
            var records = Records(text);
            records.ShouldAllBe(cells => cells.Count == records[0].Count);
            records.SelectMany(cells => cells)
                .Where(cell => cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal))
                .ShouldBeEmpty();
        },
        ["github"] = text =>
        {
            IsVisible(text);
            // What begins as an annotation is one of ours, with a title.
            text.Split('\n')
                .Where(line => line.StartsWith("::", StringComparison.Ordinal) && !OwnAnnotation().IsMatch(line))
                .ShouldBeEmpty();
        },
        ["junit"] = text =>
        {
            IsVisible(text);
            XDocument.Parse(text).Descendants("failure").ShouldAllBe(failure => failure.Value != "forged");
        },
        ["json"] = text => JsonDocument.Parse(text).Dispose(),
        ["asff"] = text =>
        {
            HasNoControls(text);
            JsonDocument.Parse(text).Dispose();
        },
        ["ocsf"] = text =>
        {
            HasNoControls(text);
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                JsonDocument.Parse(line).Dispose();
            }
        },
        ["sarif"] = text =>
        {
            HasNoControls(text);
            using var document = JsonDocument.Parse(text);
            Texts(document.RootElement).Where(shown => shown.AsSpan().ContainsAny(Turning)).ShouldBeEmpty();
        },
    };

    [Fact]
    public async Task Every_command_is_looked_at()
    {
        var help = await Run("--help");

        CommandOfHelp().Matches(help.Output.Split("Commands:")[1].Split("Examples:")[0])
            .Select(command => command.Groups["name"].Value)
            .ShouldBe(
                [.. Looked, .. OfAws, .. WithoutNames],
                ignoreOrder: true,
                customMessage: $"Add a new command to {nameof(HostileNamesTests)}");
        Judges.Keys.ShouldBe(ReportCatalogue.All.Select(report => report.Format), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_report_shows_names_and_does_nothing_they_say()
    {
        WriteInventory(Hostile());

        var run = await Run(
            "check", "--inventory", "inventory.json", "--format", string.Join(',', Judges.Keys), "--output", "out", "--verbose");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        IsVisible(run.Output + run.Error);
        Read("out/findings.json").Split("\"apiId\": \"h0000000").Length.ShouldBeGreaterThan(HostileNames.All.Length);
        foreach (var report in ReportCatalogue.All)
        {
            // Some are several files: auditor.evidence-nist-800-53.html.
            var files = Directory.GetFiles(
                PathOf("out"), $"{Path.GetFileNameWithoutExtension(report.FileName)}*{Path.GetExtension(report.FileName)}");
            files.ShouldNotBeEmpty(report.Format);
            foreach (var file in files)
            {
                Judges[report.Format](File.ReadAllText(file));
            }
        }

        // No name became a path.
        Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path))
            .ShouldAllBe(path => path == "inventory.json" || path == "out" || OwnName().IsMatch(path));
    }

    [Fact]
    public async Task Every_command_shows_names_and_does_nothing_they_say()
    {
        var estate = Hostile();
        WriteInventory(estate);
        WriteInventory(Estates.Of(Estates.ScopeWith([.. estate.Scopes[0].KnownApis.Select(Earlier)])), "before.json");
        await Run("check", "--inventory", "inventory.json", "--format", "json", "--output", "out");
        using var findings = JsonDocument.Parse(Read("out/findings.json"));
        var fingerprint = findings.RootElement.GetProperty("findings")[0].GetProperty("fingerprint").GetString() ?? "";
        string[][] commands =
        [
            ["check", "--inventory", "inventory.json", "--output", "again"],
            ["merge", "inventory.json", "before.json", "--output", "merged"],
            ["exposure", "--inventory", "inventory.json"],
            .. estate.Scopes[0].KnownApis.Select(api => Explain(api.Id, "$default", "GET /orders")),
            Explain(HostileNames.All[0], HostileNames.All[1], HostileNames.All[2]),
            .. new[] { "mermaid", "dot", "graphml" }
                .Select(format => new[] { "graph", "--inventory", "inventory.json", "--routes", "all", "--format", format }),
            .. new[] { "shell", "terraform", "cloudformation" }
                .Select(format => new[] { "fix", "--inventory", "inventory.json", "--format", format }),
            ["diff", "before.json", "inventory.json"],
            ["diff", "before.json", "inventory.json", "--format", "markdown"],
            ["suppress", fingerprint, "--reason", HostileNames.All[0], "--findings", "out/findings.json"],
        ];

        commands.Select(command => command[0]).Distinct(StringComparer.Ordinal).ShouldBe(Looked, ignoreOrder: true);
        foreach (var command in commands)
        {
            foreach (var isTerminal in new[] { false, true })
            {
                IsTerminal = isTerminal;
                var run = await Run(command);
                run.ExitCode.ShouldNotBe(ExitCode.InternalError, run.Error);
                IsVisible(OwnSequence().Replace(run.Output + run.Error, ""));
            }
        }

        IsVisible(Read("auditor.yaml"));
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task A_script_of_fixes_runs_what_we_wrote_and_nothing_that_a_name_says()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        WriteInventory(Hostile());
        await Run("fix", "--inventory", "inventory.json", "--output", "fix.sh");
        var (own, here) = (Directory.CreateDirectory(PathOf("bin")), Directory.CreateDirectory(PathOf("here")));
        foreach (var program in new[] { "aws", "jq" })
        {
            // Notes that it was called, says which account it is, and changes nothing.
            var path = Path.Combine(own.FullName, program);
            File.WriteAllText(path, "#!/bin/sh\necho called >> \"$CALLED\"\necho 111122223333\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var start = OtherProcess.Of("bash", here.FullName, PathOf("fix.sh"));
        start.Environment["PATH"] = $"{own.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["CALLED"] = PathOf("called");
        start.Environment["DELETE"] = "yes";
        foreach (Match needed in NeededValue().Matches(Read("fix.sh")))
        {
            start.Environment[needed.Groups["name"].Value] = "x";
        }

        var (_, said, error) = await OtherProcess.RunAsync(start);

        File.Exists(PathOf("called")).ShouldBeTrue(said + error);
        here.EnumerateFileSystemInfos().ShouldBeEmpty();
        Directory.EnumerateFiles(Folder, "pwned*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static Estate Hostile() => Estates.Of(Estates.ScopeWith([.. HostileNames.All.Select((name, index) => Estates.OpenApi(name) with
    {
        Id = FormattableString.Invariant($"h{index:000000000}"),
        Description = name,
        Tags = ImmutableSortedDictionary<string, string>.Empty.Add(name, name),
        Stages = Fact(new Stage { Name = "$default", AutoDeploy = true }, new Stage { Name = name, AutoDeploy = true }),
        Routes = Fact(
            new Route { Key = "GET /orders", Authorization = AuthorizationKind.None },
            new Route { Key = $"GET /{name}", Authorization = AuthorizationKind.None }),
    })]));

    // What changed since names the API, and everything of it that is named.
    private static Api Earlier(Api api) => api with
    {
        Description = "before",
        Stages = Fact(api.Stages.Value[0]),
        Routes = Fact(api.Routes.Value[0]),
    };

    private static string[] Explain(string api, string stage, string request) =>
        ["explain-access", "--inventory", "inventory.json", "--api", api, "--stage", stage, request, "--from-ip", "198.51.100.4"];

    private static Fact<ImmutableArray<T>> Fact<T>(params T[] things) => ImmutableArray.Create(things);

    // The inventory, which SARIF may hold as an artifact, has names as they are.
    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString() ?? ""],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject()
            .Where(member => member.Name is not "contents")
            .SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static void HasNoControls(string text) =>
        string.Concat(text.Where(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'))).ShouldBeEmpty();

    // What nobody sees, or what turns the order of what everybody sees; and lines that begin as ours do.
    private static void IsVisible(string text)
    {
        HasNoControls(text);
        text.IndexOfAny(Turning).ShouldBe(-1);
        text.Split('\n').ShouldAllBe(line => !line.StartsWith("::error file=forged", StringComparison.Ordinal)
            && !line.StartsWith("| forged", StringComparison.Ordinal)
            && !line.StartsWith("forged: header", StringComparison.Ordinal));
    }

    // Where a line begins means nothing in a page.
    private static void IsHarmlessPage(string text)
    {
        HasNoControls(text);
        text.IndexOfAny(Turning).ShouldBe(-1);
        text.ShouldNotContain("<script>alert");
        text.ShouldNotContain("<img src=x");
    }

    private static List<List<string>> Records(string text)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        foreach (var character in text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || character is not (',' or '\n'))
            {
                cell.Append(character);
            }
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
        }

        return rows;
    }

    [GeneratedRegex(@"^  (?<name>[a-z][a-z-]+)(?= )", RegexOptions.Multiline)]
    private static partial Regex CommandOfHelp();

    [GeneratedRegex(@"^out/[A-Za-z0-9.-]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnName();

    // A link, or a picture, whose brackets nothing takes for letters.
    [GeneratedRegex(@"[^\\]\]\((javascript:|http://evil)", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkOfAName();

    [GeneratedRegex("^::(error|warning|notice) [^:]*title=", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnAnnotation();

    [GeneratedRegex("^need (?<name>[A-Z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex NeededValue();

    // Colours and links are ours.
    [GeneratedRegex("\u001b(\\[[0-9;]*[mK]|\\]8;[^\u001b]*\u001b\\\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnSequence();
}
