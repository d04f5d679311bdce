// The one place that touches the console: everything behind it takes the streams from here.
#pragma warning disable RS0030

using System.Collections;
using System.Runtime.InteropServices;
using Auditor.Aws.Names;
using Auditor.Storage;

namespace Auditor.Cli;

internal static class Program
{
    private const int WidthOfLogs = 140;

    private static Task<int> Main(string[] arguments) =>
        WithConsoleAsync((io, cancellationToken) => new Application(io).RunAsync(arguments, cancellationToken));

    /// <summary>Does something with the console and this machine as the world around it; the first signal to stop cancels it.</summary>
    internal static async Task<int> WithConsoleAsync(Func<IOContext, CancellationToken, Task<ExitCode>> work)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var input = Console.OpenStandardInput();
        var io = new IOContext
        {
            Input = input,
            Output = Console.Out,
            Error = Console.Error,
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = Width(),
            Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(variable => $"{variable.Key}", variable => $"{variable.Value}", StringComparer.Ordinal),
            WorkingDirectory = Environment.CurrentDirectory,
            Time = TimeProvider.System,
            Hosts = new DnsHostNames(TimeProvider.System).ExistsAsync,
            OpenStorage = access => new S3ObjectStore(access),
        };
        return (int)await work(io, cancellation.Token).ConfigureAwait(false);

        // The first signal asks to stop; a second one ends the process as it always does.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }

    private static int Width()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? WidthOfLogs : Console.WindowWidth;
        }
        catch (IOException)
        {
            return WidthOfLogs;
        }
    }
}
