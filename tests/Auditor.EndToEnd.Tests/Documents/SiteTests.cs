using System.Diagnostics;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>The static site that docfx makes of the pages.</summary>
[Trait("Category", "Exhaustive")]
public sealed class SiteTests : IDisposable
{
    private readonly DirectoryInfo _site = Directory.CreateTempSubdirectory("auditor-site-");

    [Fact]
    public async Task Every_link_of_the_site_leads_to_something_on_it()
    {
        (await DotnetAsync("tool", "restore")).ExitCode.ShouldBe(0);

        var built = await DotnetAsync("docfx", "build", "docfx.json", "--warningsAsErrors", "--output", _site.FullName);

        built.ExitCode.ShouldBe(0, built.ToString());
        foreach (var page in new[]
        {
            "index.html", "README.html", "docs/installation.html", "rules/README.html", "docs/report.png", "index.json",
        })
        {
            File.Exists(Path.Combine(_site.FullName, page)).ShouldBeTrue(page);
        }
    }

    public void Dispose() => _site.Delete(recursive: true);

    private static Task<ProcessOutcome> DotnetAsync(params string[] arguments) => ChildProcess.RunAsync(
        new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root }, ChildProcess.Patience, CancellationToken.None);
}
