using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>A moto_server on loopback that holds the estate of tests/moto/seed.py, for as long as the tests run.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private Process? _process;
    private Uri? _endpoint;
    private Estate? _estate;
    private MotoScan? _scan;

    internal static string? Missing => Tool.Missing("moto_server") ?? Tool.Missing("python3");

    public Uri Endpoint => _endpoint ?? throw NotStarted();

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
        if (Missing is not null)
        {
            return;
        }

        // Between finding a free port and using it somebody else may take it.
        for (var attempt = 1; !await StartAsync(); attempt++)
        {
            attempt.ShouldBeLessThan(3, "moto_server did not start.");
        }

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
        if (_process is null)
        {
            return;
        }

        if (!_process.HasExited)
        {
            // moto_server may be a script that starts Python: the children too.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static InvalidOperationException NotStarted() => new(Missing ?? "moto_server was not started.");

    private async Task<bool> StartAsync()
    {
        var port = LocalPort.Free();
        _endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        var start = new ProcessStartInfo("moto_server",
            ["-H", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw NotStarted();

        // It logs a line for each request: unread, the pipe would fill and stop it.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var limit = new CancellationTokenSource(ChildProcess.Patience);
        while (!_process.HasExited)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_endpoint, "moto-api/"));
                using var response = await client.SendAsync(request, limit.Token);
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                // Nothing listens yet.
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }

        _process.Dispose();
        return false;
    }
}
