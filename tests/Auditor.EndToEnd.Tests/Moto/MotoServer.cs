using System.Diagnostics;
using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>A moto_server on loopback that holds the estate of tests/moto/seed.py, for as long as the tests run.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private MotoProcess? _process;
    private Estate? _estate;
    private MotoScan? _scan;

    public Uri Endpoint => _process?.Endpoint ?? throw NotStarted();

    public Estate Estate => _estate ?? throw NotStarted();

    /// <summary>What one scan made of the estate, for all tests that look at it.</summary>
    public MotoScan Scan => _scan ?? throw NotStarted();

    /// <summary>What a user sets to run a tool against it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_REGION"] = Estate.Region,
    };

    public async Task InitializeAsync()
    {
        // Fixtures are made even when every test that uses them is skipped.
        if (MotoProcess.Missing is not null)
        {
            return;
        }

        _process = await MotoProcess.StartAsync("moto_server");
        var start = new ProcessStartInfo("python3",
            [Path.Combine(Repository.Root, "tests", "moto", "seed.py"), "--endpoint-url", $"{Endpoint}".TrimEnd('/')]);
        var seeded = await ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
        seeded.ExitCode.ShouldBe(0, seeded.ToString());
        _estate = new Estate(JsonDocument.Parse(seeded.StandardOutput).RootElement);
        _scan = await MotoScan.RunAsync(this);
    }

    public async Task DisposeAsync()
    {
        _scan?.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static InvalidOperationException NotStarted() => new(MotoProcess.Missing ?? "moto_server was not started.");
}
