using System.Diagnostics;
using System.Text;
using Auditor.Core.Inventory;
using Auditor.Storage;
using Auditor.Testing.Names;

namespace Auditor.Cli.Tests.Support;

/// <summary>Runs the real command line in this process, in a folder of its own and with no environment but the test's.</summary>
public abstract class CliTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-cli-");

    internal string Folder => _folder.FullName;

    internal string? WorkingDirectory { get; set; }

    internal Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    internal bool IsTerminal { get; set; }

    internal int Width { get; set; } = 140;

    internal byte[] Input { get; set; } = [];

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    internal KnownHosts Hosts { get; } = new();

    /// <summary>What stands in for S3; null where nobody may ask it.</summary>
    internal IObjectStore? Storage { get; set; }

    internal CancellationToken Cancellation { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Delete(recursive: true);

    internal async Task<CliRun> Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new MemoryStream(Input);
        var io = new IOContext
        {
            Input = input,
            Output = output,
            Error = error,
            OutputIsTerminal = IsTerminal,
            ErrorIsTerminal = IsTerminal,
            Width = Width,
            Environment = Variables,
            WorkingDirectory = WorkingDirectory ?? Folder,
            Time = Time,
            Hosts = Hosts.ExistsAsync,
            OpenStorage = _ => Storage ?? throw new InvalidOperationException("This test has no S3."),
        };
        var exitCode = await new Application(io).RunAsync(arguments, Cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }

    internal string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>What is in a file that a run is writing, which .NET would not open.</summary>
    internal string Lines(string name)
    {
        using var cat = Process.Start(OtherProcess.Of("cat", Folder, name)) ?? throw new InvalidOperationException("There is no cat.");
        var text = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        return text;
    }

    /// <summary>Waits for what a run does on its way.</summary>
    internal static async Task Until(Task running, Func<bool> happened)
    {
        while (!happened())
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(50);
        }
    }

    internal string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return name;
    }

    internal string WriteInventory(Estate estate, string name = "inventory.json")
    {
        File.WriteAllBytes(PathOf(name), InventoryFile.Write(estate));
        return name;
    }

    internal string Read(string name) => File.ReadAllText(PathOf(name), Encoding.UTF8);
}
