using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>What <c>auditor scan</c> made of the seeded estate: run once, looked at by many tests.</summary>
public sealed class MotoScan : IDisposable
{
    private MotoScan(AuditorProcess auditor, ProcessOutcome outcome) => (Auditor, Outcome) = (auditor, outcome);

    public ProcessOutcome Outcome { get; }

    public AuditorProcess Auditor { get; }

    public string Folder => Path.Combine(Auditor.Folder, "auditor-report");

    public static async Task<MotoScan> RunAsync(MotoServer moto)
    {
        var auditor = new AuditorProcess();
        foreach (var (name, value) in moto.Environment)
        {
            auditor.Environment[name] = value;
        }

        return new(auditor, await auditor.RunAsync("scan", "--region", moto.Estate.Region, "--endpoint-url", moto.Endpoint.ToString()));
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(file)));
        return document.RootElement.Clone();
    }

    public void Dispose() => Auditor.Dispose();
}
