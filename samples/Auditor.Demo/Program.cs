namespace Auditor.Demo;

internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        Cli.Program.WithConsoleAsync((io, cancellationToken) => new Demonstration(io).RunAsync(arguments, cancellationToken));
}
