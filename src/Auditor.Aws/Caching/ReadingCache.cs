using System.Security.Cryptography;
using System.Text;
using Auditor.Core.Files;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Caching;

/// <summary>Keeps what was read of APIs from scan to scan, one file for each: <c>--cache DIR</c>.</summary>
/// <remarks>
/// It holds what inventories hold and no secrets, may be deleted at any time, and may be used by several scans at once: every file is whole
/// or not there, and one that is damaged, from elsewhere or from another version of the program counts as not there.
/// </remarks>
public sealed class ReadingCache
{
    private const string Format = "auditor-cache 1";

    // What was read by other code may lack what this code would have read.
    private static readonly string Version = $"{typeof(InventoryFile).Module.ModuleVersionId:N}{typeof(ReadingCache).Module.ModuleVersionId:N}";

    private readonly string _folder;
    private int _unusable;
    private string? _trouble;

    /// <param name="folder">Where the files are; it is made when the first is written.</param>
    public ReadingCache(string folder) => _folder = folder;

    /// <summary>How many files are there and of no use.</summary>
    public int Unusable => _unusable;

    /// <summary>Why something could not be kept; null when everything could.</summary>
    public string? Trouble => _trouble;

    internal CachedApi? Find(string account, string region, ApiKind kind, string apiId)
    {
        if (PathOf(account, region, kind, apiId) is not { } path || !File.Exists(path))
        {
            return null;
        }

        try
        {
            if (Content(File.ReadAllBytes(path)) is { } content
                && InventoryFile.ReadPart<CachedApi>(content) is { } cached
                && (cached.Account, cached.Region, cached.Api.Id) == (account, region, apiId))
            {
                return cached;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InventoryFormatException)
        {
            // As good as not there; it is counted below.
        }

        Interlocked.Increment(ref _unusable);
        return null;
    }

    internal void Keep(CachedApi cached)
    {
        if (PathOf(cached.Account, cached.Region, cached.Api.Kind, cached.Api.Id) is not { } path)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
            var content = InventoryFile.WritePart(cached);
            WholeFile.Write(path, stream =>
            {
                stream.Write(Head(content));
                stream.Write(content);
            });
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            _trouble ??= exception.Message;
        }
    }

    /// <summary>Forgets the APIs that are no longer there.</summary>
    internal void Forget(string account, string region, bool isRest, IEnumerable<string> allIds)
    {
        if (FolderOf(account, region) is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        var there = allIds.Select(id => FileName(isRest, id)).ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, FileName(isRest, "*"))
                .Where(path => !there.Contains(Path.GetFileName(path))))
            {
                Discard(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _trouble ??= exception.Message;
        }
    }

    private void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _trouble ??= exception.Message;
        }
    }

    // The content's hash tells a damaged file from a whole one even where it is still JSON.
    private static byte[] Head(ReadOnlySpan<byte> content) =>
        Encoding.ASCII.GetBytes($"{Format} {Version} {Convert.ToHexStringLower(SHA256.HashData(content))}\n");

    private static byte[]? Content(byte[] file)
    {
        var end = Array.IndexOf(file, (byte)'\n');
        if (end < 0)
        {
            return null;
        }

        var content = file[(end + 1)..];
        return file.AsSpan(0, end + 1).SequenceEqual(Head(content)) ? content : null;
    }

    private string? FolderOf(string account, string region) =>
        IsPlain(account) && IsPlain(region) ? Path.Combine(_folder, account, region) : null;

    private string? PathOf(string account, string region, ApiKind kind, string apiId) =>
        FolderOf(account, region) is { } folder && IsPlain(apiId) ? Path.Combine(folder, FileName(kind is ApiKind.Rest, apiId)) : null;

    private static string FileName(bool isRest, string apiId) => $"{(isRest ? "rest" : "v2")}-{apiId}.json";

    // Ids come from answers: one that could lead out of the folder is not kept.
    private static bool IsPlain(string name) =>
        name is { Length: > 0 and <= 64 } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');
}
