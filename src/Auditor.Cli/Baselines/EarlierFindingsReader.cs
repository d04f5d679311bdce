using System.Text.Json;
using Auditor.Cli.Storing;
using Auditor.Core.Files;
using Auditor.Core.Text;

namespace Auditor.Cli.Baselines;

/// <summary>Reads what an earlier run reported: <c>findings.json</c>, or SARIF of ours.</summary>
internal static class EarlierFindingsReader
{
    private const string JsonFileName = "findings.json";

    /// <summary>Reads a file, or the findings.json in a folder of reports.</summary>
    /// <param name="option">What it was named with, for messages.</param>
    /// <param name="path">The file or folder, here or in S3.</param>
    /// <param name="io">The world.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UsageException">It cannot be read, or is neither of the two.</exception>
    public static async Task<EarlierFindings> ReadAsync(string option, string path, IOContext io, CancellationToken cancellationToken)
    {
        var file = FileOf(path, io);
        try
        {
            return Read(option, path, await InputFile.BytesAsync(file, io, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {Quote.Of(path)} cannot be read: {FileFailure.Reason(file, exception)}.");
        }
    }

    /// <summary>Reads what was read of a file.</summary>
    /// <param name="option">What it was named with, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="UsageException">It is neither of the two.</exception>
    public static EarlierFindings Read(string option, string path, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Read(path, bytes);
        }
        catch (FindingsFormatException exception)
        {
            throw new UsageException($"{option}: {Quote.Of(path)} cannot be used: {exception.Message}");
        }
    }

    private static string FileOf(string path, IOContext io)
    {
        if (StoredFile.IsOne(path))
        {
            return StoredFile.IsObject(path) ? path : $"{path.TrimEnd('/')}/{JsonFileName}";
        }

        var file = io.FullPath(path);
        return Directory.Exists(file) && File.Exists(Path.Combine(file, JsonFileName)) ? Path.Combine(file, JsonFileName) : file;
    }

    /// <summary>Whether it looks like what <see cref="Read(string, ReadOnlyMemory{byte})"/> takes, and not like an inventory.</summary>
    public static bool IsOne(ReadOnlyMemory<byte> bytes) => IsOne(() => JsonDocument.Parse(WithoutByteOrderMark(bytes)));

    /// <inheritdoc cref="IsOne(ReadOnlyMemory{byte})"/>
    public static bool IsOne(Stream json) => IsOne(() => JsonDocument.Parse(json));

    private static bool IsOne(Func<JsonDocument> parsed)
    {
        try
        {
            using var document = parsed();
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && (root.TryGetProperty("findings", out _) || root.TryGetProperty("runs", out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <exception cref="FindingsFormatException">It is neither of the two.</exception>
    public static EarlierFindings Read(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutByteOrderMark(bytes));
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object when root.TryGetProperty("runs", out _) => SarifFindings.Read(name, root),
                JsonValueKind.Object when root.TryGetProperty("findings", out _) => JsonFindings.Read(name, root),
                JsonValueKind.Object when root.TryGetProperty("scopes", out _) => throw new FindingsFormatException(
                    $"it is an inventory; give the {JsonFileName} or the SARIF that the run wrote beside it ('auditor diff' compares "
                        + $"inventories)."),
                _ => throw new FindingsFormatException($"it is neither a {JsonFileName} nor SARIF."),
            };
        }
        catch (JsonException exception)
        {
            throw new FindingsFormatException(
                $"it is no JSON{(exception.LineNumber is { } line ? $" (line {line + 1})" : "")}. Give the {JsonFileName} or "
                    + $"auditor.sarif of an earlier run.");
        }
    }

    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
}
