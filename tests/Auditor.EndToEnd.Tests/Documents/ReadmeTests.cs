using System.Text.RegularExpressions;
using Auditor.Core.Rules;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>What the README promises is what the command does.</summary>
public sealed partial class ReadmeTests(FirstCommand first) : IClassFixture<FirstCommand>
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_command_for_the_sample_makes_a_report_and_ends_with_the_code_it_names()
    {
        var command = FirstCommand.Text;
        command.ShouldStartWith("dotnet run --project src/Auditor.Cli -- ");
        File.Exists(Path.Combine(Repository.Root, "src", "Auditor.Cli", "Auditor.Cli.csproj")).ShouldBeTrue();
        first.Outcome.ExitCode.ShouldBe(1, first.Outcome.ToString());
        Readme.ShouldContain("The command ends with exit code 1");
        File.Exists(first.PathOf("auditor.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_command_for_pull_requests_finds_the_open_route_in_each_language()
    {
        var command = FirstBlockAfter("## In a pull request");
        command.ShouldStartWith("auditor check ");
        using var auditor = new AuditorProcess();

        var outcome = await auditor.RunAsync(command.Split('#')[0].TrimEnd()["auditor ".Length..].Split(' ')
            .Select(argument => Directory.Exists(Path.Combine(Repository.Root, argument)) ? Path.Combine(Repository.Root, argument) : argument));

        outcome.ExitCode.ShouldBe(1, outcome.ToString());
        var sarif = await File.ReadAllTextAsync(Path.Combine(auditor.Folder, "auditor-report", "auditor.sarif"));
        foreach (var file in new[] { "cloudformation.yaml", "sam.yaml", "plan.json" })
        {
            sarif.ShouldContain($"/{file}\"");
        }
    }

    [Fact]
    public void The_test_command_is_marked_for_ci() =>
        FirstBlockAfter("<!-- test-command -->").ShouldBe("dotnet test");

    [Fact]
    public async Task The_reference_of_commands_is_what_the_command_prints()
    {
        using var auditor = new AuditorProcess();
        var printed = (await auditor.RunAsync("man", "--format", "markdown")).StandardOutput;

        (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "cli.md")) == printed)
            .ShouldBeTrue("docs/cli.md is out of date: run ./regenerate.");
    }

    [Fact]
    public async Task Commands_on_pages_have_the_options_that_they_are_given()
    {
        // One start instead of one for each command's --help: the reference has them all.
        using var auditor = new AuditorProcess();
        var reference = (await auditor.RunAsync("man", "--format", "markdown")).StandardOutput;
        var offered = reference.Split('\n')
            .Where(line => line.StartsWith("| `-", StringComparison.Ordinal))
            .SelectMany(line => Option().Matches(line.Split(" | ")[0]))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);
        offered.Count.ShouldBeGreaterThan(50);
        var given = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(File.ReadLines)
            .SelectMany(line => AuditorCommand().Matches(line))
            .SelectMany(command => Option().Matches(command.Value))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);

        given.ShouldContain("--shard");
        given.Except(offered, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_exit_codes_are_those_of_the_help()
    {
        using var auditor = new AuditorProcess();
        var help = await auditor.RunAsync("--help");
        var offered = ExitCode().Matches(help.StandardOutput.Split("Exit codes:")[1]).Select(match => match.Groups["code"].Value).ToList();
        offered.Count.ShouldBe(6);
        foreach (var code in offered)
        {
            Readme.ShouldContain($"| {code} | ");
        }
    }

    [Fact]
    public void Every_file_that_a_page_links_to_exists()
    {
        string[] pages =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.md"),
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
            Path.Combine(Repository.Root, "samples", "plugin", "README.md"),
        ];
        var links = pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(match => match.Groups["path"].Value)
            .Where(path => !path.Contains(':', StringComparison.Ordinal))
            .Select(path => Path.GetFullPath(path, Path.GetDirectoryName(page) ?? "")))
            .ToHashSet(StringComparer.Ordinal);

        links.ShouldContain(Path.Combine(Repository.Root, "docs", "report.png"));
        links.Where(path => !Path.Exists(path)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_heading_that_a_page_links_to_exists()
    {
        var docs = Path.Combine(Repository.Root, "docs");
        foreach (var page in Directory.EnumerateFiles(docs, "*.md").Concat(Directory.EnumerateFiles(Repository.Root, "*.md")))
        {
            foreach (Match link in HeadingLink().Matches(File.ReadAllText(page)))
            {
                var target = link.Groups["path"].Value is { Length: > 0 } path
                    ? Path.GetFullPath(path, Path.GetDirectoryName(page) ?? "")
                    : page;
                var headings = File.ReadLines(target)
                    .Where(line => line.StartsWith('#'))
                    .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));
                headings.ShouldContain(link.Groups["heading"].Value, $"{page}: {link.Value}");
            }
        }
    }

    // A page that nothing leads to is read by nobody.
    [Fact]
    public void Every_page_is_linked_from_another()
    {
        var docs = Path.Combine(Repository.Root, "docs");
        var pages = Directory.EnumerateFiles(docs, "*.md").ToList();
        var texts = pages.Append(Path.Combine(Repository.Root, "README.md"))
            .ToDictionary(page => page, File.ReadAllText, StringComparer.Ordinal);

        pages.Where(page => !texts.Any(other => other.Key != page && other.Value.Contains($"{Path.GetFileName(page)})", StringComparison.Ordinal))
            && !File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")).Contains($"{Path.GetFileName(page)})", StringComparison.Ordinal))
                .ShouldBeEmpty();
    }

    // Whoever moves the project changes the address in all of these.
    [Fact]
    public void The_project_has_one_address()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(Repository.Root).Where(file => Path.GetExtension(file) is ".md" or ".props" or ".yml"),
            .. new[] { "docs", "scripts", "deploy", ".github" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
                .Where(file => Path.GetExtension(file) is not ".png"),
        ];
        var addresses = files.SelectMany(file => Address().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["owner"].Value)
            .ToList();

        addresses.Count.ShouldBeGreaterThan(10);
        addresses.ShouldAllBe(owner => ProjectLinks.Home.AbsolutePath == $"/{owner}/auditor");
    }

    // 'dotnet docfx' makes the site of what toc.yml lists.
    [Fact]
    public void Every_page_is_in_the_contents_of_the_site()
    {
        var listed = SitePage()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "toc.yml")))
            .Select(match => match.Groups["path"].Value)
            .ToList();
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(page => $"docs/{Path.GetFileName(page)}");

        listed.Where(page => !File.Exists(Path.Combine(Repository.Root, page))).ShouldBeEmpty();
        pages.Except(listed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_is_a_screen_and_a_half() => Readme.Split('\n').Length.ShouldBeLessThan(100);

    [Theory]
    [InlineData("findings.json")]
    [InlineData("auditor.sarif")]
    public async Task The_sample_reports_are_those_that_the_sample_inventory_makes(string file)
    {
        (await File.ReadAllTextAsync(first.PathOf(file)) == await File.ReadAllTextAsync(Path.Combine(
            Repository.Root, "reports", "samples", file)))
            .ShouldBeTrue($"reports/samples/{file} is out of date: run ./regenerate.");
    }

    /// <summary>The command that stands between backticks in a sentence.</summary>
    internal static string CommandIn(string beginning) =>
        Readme[Readme.IndexOf(beginning, StringComparison.Ordinal)..].Split('`')[0];

    internal static string FirstBlockAfter(string text) =>
        Block().Match(Readme[Readme.IndexOf(text, StringComparison.Ordinal)..]).Groups["content"].Value.Trim();

    [GeneratedRegex("```sh\n(?<content>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z-]+")]
    private static partial Regex Option();

    // Up to what ends a command or begins a remark.
    [GeneratedRegex("\\bauditor [a-z][a-z-]+ [^`#|>;]*")]
    private static partial Regex AuditorCommand();

    [GeneratedRegex("\\]\\((?<path>[^):#]*)#(?<heading>[^)]+)\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex HeadingLink();

    [GeneratedRegex("(github\\.com/|ghcr\\.io/|uses: )(?<owner>[\\w-]+)/auditor\\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex("href: (?<path>\\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex SitePage();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("^ +(?<code>[0-9]+) +", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExitCode();

    [GeneratedRegex("\\]\\((?<path>[^)#]+)\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
