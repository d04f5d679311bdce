using System.Diagnostics;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>
/// One commit makes the same bytes wherever and whenever it is built, so that anybody can build a release again and compare.
/// </summary>
/// <remarks>
/// The tool's package has every assembly that is shipped; the files for the platforms, which take minutes each, are built twice by
/// release.yml before anything is published.
/// </remarks>
[Trait("Category", "Exhaustive")]
public sealed class SameBytesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-twice-");

    [Fact]
    public async Task The_tool_built_in_two_places_is_the_same()
    {
        var first = await BuiltIn("a");
        var second = await BuiltIn(Path.Combine("somewhere", "else"));

        first.ShouldContain(".nupkg");
        second.ShouldBe(first);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> BuiltIn(string place)
    {
        var source = Path.Combine(_folder.FullName, place);
        Copy(new(Repository.Root), source);
        var output = Path.Combine(_folder.FullName, $"{place.Length}-out");
        var start = new ProcessStartInfo(Path.Combine(source, "scripts", "release"), [output]) { WorkingDirectory = source };
        start.Environment["AUDITOR_PARTS"] = "tool";
        // What analysers say changes no byte, and takes most of the time.
        start.Environment["RunAnalyzers"] = "false";

        var outcome = await ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);

        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        return await File.ReadAllTextAsync(Path.Combine(output, "SHA256SUMS"));
    }

    // What was built here stays here: the copy must not find it.
    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories()
            .Where(folder => folder.Name is not ("artifacts" or ".git" or "tests" or "node_modules") && folder.LinkTarget is null))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
