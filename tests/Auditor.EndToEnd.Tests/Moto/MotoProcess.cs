using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>A moto_server on loopback, until it is disposed of.</summary>
internal sealed class MotoProcess : IAsyncDisposable
{
    private readonly Process _process;

    private MotoProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public static string? Missing => Tool.Missing("moto_server") ?? Tool.Missing("python3");

    public Uri Endpoint { get; }

    /// <summary>Starts it.</summary>
    /// <param name="command">The program and what stands before host and port.</param>
    public static async Task<MotoProcess> StartAsync(params ImmutableArray<string> command)
    {
        // Between finding a free port and using it somebody else may take it.
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            if (await TryAsync(command) is { } started)
            {
                return started;
            }
        }

        throw new InvalidOperationException($"'{string.Join(' ', command)}' did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // moto_server may be a script that starts Python: the children too.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<MotoProcess?> TryAsync(ImmutableArray<string> command)
    {
        var port = LocalPort.Free();
        var endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        var start = new ProcessStartInfo(
            command[0], [.. command[1..], "-H", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{command[0]}' did not start.");

        // It logs a line for each request: unread, the pipe would fill and stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var limit = new CancellationTokenSource(ChildProcess.Patience);
        while (!process.HasExited)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, "moto-api/"));
                using var response = await client.SendAsync(request, limit.Token);
                if (response.IsSuccessStatusCode)
                {
                    return new(process, endpoint);
                }

                break;
            }
            catch (HttpRequestException)
            {
                // Nothing listens yet.
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }

        await new MotoProcess(process, endpoint).DisposeAsync();
        return null;
    }
}
