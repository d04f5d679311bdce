namespace Auditor.Cli.Tests.Support;

/// <summary>Builds <c>samples/plugin</c> as its author would, away from everything that these tests were built with.</summary>
public sealed class SamplePlugin : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-plugin-");

    public string Assembly => Path.Combine(_folder.FullName, "bin/Acme.ApiRules/debug/Acme.ApiRules.dll");

    public async Task InitializeAsync()
    {
        var build = OtherProcess.Of(
            "dotnet", Repository.Root, "build", "samples/plugin", "--artifacts-path", _folder.FullName, "-nologo", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        var (exitCode, output, error) = await OtherProcess.RunAsync(build);
        exitCode.ShouldBe(0, $"{output}{error}");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
