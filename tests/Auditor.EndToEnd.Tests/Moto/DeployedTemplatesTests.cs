using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>
/// Templates, deployed by tests/moto/deploy.py and scanned: what is flagged in what is deployed is what is flagged in the templates.
/// </summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed partial class DeployedTemplatesTests(MotoServer moto)
{
    private const string Region = "eu-north-1";

    private static readonly string[] Pages =
    [
        "AGW1001", "AGW1002", "AGW1003", "AGW1004", "AGW1005", "AGW1007", "AGW1013", "AGW2001", "AGW2006", "AGW3001", "AGW3005", "AGW3006",
        "AGW6001", "AGW7007", "AGW7010", "AGW7011", "AGW7016",
    ];

    // What one of the two flags and the other does not, and why.
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["AGW2005"] = "moto forgets the TLS policy of an API, so that of what is deployed it cannot be told.",
        ["AGW3001"] = "moto gives methods with any setting a limit of 1000 requests a second.",
        ["AGW3003"] = "Keys of a plan may be made outside of its template.",
        ["AGW4007"] = "It counts APIs that are deployed, and names each in a template.",
        ["AGW6002"] = "It is only counted where what is deployed has no access log either.",
        ["AGW6005"] = "It is only counted where what is deployed has no access log either.",
        ["AGW6007"] = "Alarms are usually in another template.",
        ["AGW7006"] = "The functions that examples name by their ARNs are not there.",
        ["AGW1017"] = "The functions that examples name by their ARNs are not there.",
    };

    [MotoFact]
    public async Task What_is_flagged_in_a_template_is_flagged_in_what_it_makes()
    {
        using var auditor = new AuditorProcess();
        foreach (var (name, value) in moto.Environment)
        {
            auditor.Environment[name] = value;
        }

        var templates = Directory.CreateDirectory(Path.Combine(auditor.Folder, "templates")).FullName;
        foreach (var (name, text) in Pages.SelectMany(Examples))
        {
            await File.WriteAllTextAsync(Path.Combine(templates, $"{name}.yaml"), text);
        }

        var ids = await DeployAsync(Directory.GetFiles(templates).Order(StringComparer.Ordinal));
        ids.Count.ShouldBeGreaterThanOrEqualTo(25, string.Join(' ', ids.Keys));
        foreach (var file in Directory.GetFiles(templates).Where(file => !ids.ContainsKey(Path.GetFileNameWithoutExtension(file))))
        {
            File.Delete(file);
        }

        string[] report = ["--format", "sarif", "--sarif-profile", "full", "--fail-on", "none", "--allow-incomplete"];
        var scan = await auditor.RunAsync(
            ["scan", "--region", Region, "--endpoint-url", moto.Endpoint.ToString(), "-o", "deployed", .. report]);
        scan.ExitCode.ShouldBe(0, scan.ToString());
        var check = await auditor.RunAsync(["check", "templates", "-o", "written", .. report]);
        check.ExitCode.ShouldBe(0, check.ToString());

        var (written, writtenOpen) = Findings(Path.Combine(auditor.Folder, "written"), ids, isDeployed: false);
        var (deployed, deployedOpen) = Findings(Path.Combine(auditor.Folder, "deployed"), ids, isDeployed: true);
        written.Count.ShouldBeGreaterThan(40);
        string[] Differing(HashSet<string> flagged, HashSet<string> other, HashSet<string> otherOpen) =>
            [.. flagged.Where(each => !other.Contains(each) && !otherOpen.Contains(each) && !Differences.ContainsKey(each.Split(' ')[1])).Order(StringComparer.Ordinal)];
        Differing(written, deployed, deployedOpen).ShouldBeEmpty("only in templates");
        Differing(deployed, written, writtenOpen).ShouldBeEmpty("only in what is deployed");
    }

    private static IEnumerable<(string Name, string Text)> Examples(string id)
    {
        var page = Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules", "Auditor.Rules"), "*.md", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Single(text => text.StartsWith($"# {id}:", StringComparison.Ordinal));
        foreach (var heading in new[] { "Flagged", "Clean" })
        {
            var section = page[page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal)..];
            yield return ($"{id}{heading}", Block().Match(section).Groups["text"].Value);
        }
    }

    // The logical ids of each template by what they have become.
    private async Task<Dictionary<string, Dictionary<string, string>>> DeployAsync(IEnumerable<string> templates)
    {
        var deployed = await ChildProcess.RunAsync(
            new ProcessStartInfo(
                "python3",
                [
                    Path.Combine(Repository.Root, "tests", "moto", "deploy.py"),
                    "--endpoint-url", $"{moto.Endpoint}".TrimEnd('/'),
                    "--region", Region,
                    .. templates,
                ]),
            ChildProcess.Patience,
            CancellationToken.None);
        deployed.ExitCode.ShouldBe(0, deployed.ToString());
        using var said = JsonDocument.Parse(deployed.StandardOutput);
        return said.RootElement.GetProperty("deployed").EnumerateObject().ToDictionary(
            template => template.Name,
            template => template.Value.EnumerateObject().ToDictionary(id => id.Name, id => $"{id.Value}", StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    // What is said of APIs, as "template rule resource" in the template's own names.
    private static (HashSet<string> Flagged, HashSet<string> Open) Findings(
        string folder, Dictionary<string, Dictionary<string, string>> ids, bool isDeployed)
    {
        var (flagged, open) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "auditor.sarif")));
        foreach (var result in sarif.RootElement.GetProperty("runs").EnumerateArray()
            .SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Where(result => result.TryGetProperty("locations", out _)))
        {
            var location = result.GetProperty("locations")[0];
            var named = location.GetProperty("logicalLocations").EnumerateArray()
                .Select(logical => OfApi().Match($"{logical.GetProperty("fullyQualifiedName")}"))
                .FirstOrDefault(match => match.Success);
            if (named is null)
            {
                continue;
            }

            var (api, rest) = (named.Groups["api"].Value, named.Groups["rest"].Value);
            var template = isDeployed
                ? ids.FirstOrDefault(each => each.Value.ContainsValue(api)).Key
                : Path.GetFileNameWithoutExtension(
                    $"{location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri")}");
            if (template is null)
            {
                continue;
            }

            foreach (var (logical, id) in isDeployed ? ids[template].Where(each => each.Value.Length > 5 && !each.Value.StartsWith('$')) : [])
            {
                (api, rest) = (api.Replace(id, logical, StringComparison.Ordinal), rest.Replace(id, logical, StringComparison.Ordinal));
            }

            var kind = result.TryGetProperty("kind", out var said) ? $"{said}" : "fail";
            (kind is "fail" ? flagged : kind is "open" ? open : []).Add($"{template} {$"{result.GetProperty("ruleId")}".Split('/')[0]} {api}{rest}");
        }

        return (flagged, open);
    }

    [GeneratedRegex(@"```yaml\n(?<text>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^arn:aws:apigateway:[^:]*:[^:]*:?/(restapis|apis)/(?<api>[^/ ]+)(?<rest>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex OfApi();
}
