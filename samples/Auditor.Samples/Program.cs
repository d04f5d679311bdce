// A command of its own, so the console is its to use.
#pragma warning disable RS0030

namespace Auditor.Samples;

internal static class Program
{
    private const string DefaultPath = "samples/acme.inventory.json";

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ([] or [[not '-', ..]]))
        {
            await Console.Error.WriteLineAsync($"Usage: dotnet run --project samples/Auditor.Samples [-- PATH]   (default: {DefaultPath})")
                .ConfigureAwait(false);
            return 2;
        }

        var path = arguments is [var given] ? given : DefaultPath;
        try
        {
            await File.WriteAllBytesAsync(path, InventoryFile.Write(AcmeEstate.Create())).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The inventory cannot be written: {exception.Message}").ConfigureAwait(false);
            return 2;
        }

        await Console.Out.WriteLineAsync($"Wrote {path}.").ConfigureAwait(false);
        return 0;
    }
}
