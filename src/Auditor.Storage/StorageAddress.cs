using System.Text;
using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Storage;

/// <summary>A place in S3: a bucket, and a key or what keys begin with.</summary>
public sealed partial record StorageAddress
{
    private const string Scheme = "s3://";

    // "Creating object key names": 1,024 bytes. What is written into a folder needs some.
    private const int LongestPrefix = 900;

    private StorageAddress(string bucket, string key) => (Bucket, Key) = (bucket, key);

    /// <summary>The bucket's name.</summary>
    public string Bucket { get; }

    /// <summary>The key without a slash at either end; empty for the bucket itself.</summary>
    public string Key { get; }

    /// <summary>What the keys in it begin with, as a folder.</summary>
    public string Prefix => Key.Length == 0 ? "" : $"{Key}/";

    /// <summary>Whether somebody means a place in S3, however wrong the rest of it is: no folder is called that by intention.</summary>
    public static bool IsMeant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("s3:", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads <c>s3://bucket/prefix</c>.</summary>
    /// <exception cref="StorageException">It is none.</exception>
    public static StorageAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new StorageException($"{Quote.Of(text)} is no place in S3: they look like s3://bucket/prefix.");
        }

        var parts = text[Scheme.Length..].Split('/', 2);
        var (bucket, key) = (parts[0], parts is [_, var rest] ? rest.Trim('/') : "");
        if (!BucketName().IsMatch(bucket) || bucket.Contains("..", StringComparison.Ordinal))
        {
            throw new StorageException(
                $"{Quote.Of(text)} names no bucket that can be: 3 to 63 lower-case letters, digits, dots and hyphens, as in "
                    + "s3://bucket/prefix.");
        }

        if (Problem(key) is { } problem)
        {
            throw new StorageException($"{Quote.Of(text)} cannot be a place in S3: {problem}.");
        }

        return new(bucket, key);
    }

    /// <summary>What is in it by this name.</summary>
    public StorageAddress In(string name) => new(Bucket, $"{Prefix}{name}");

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Bucket}/{Key}";

    // Keys may be nearly anything; what other tools would take for another place, or people cannot see, is refused.
    private static string? Problem(string key) => key switch
    {
        "" => null,
        _ when key.Split('/').Any(part => part is "." or "..") => "'.' and '..' lead nowhere there",
        _ when key.Contains("//", StringComparison.Ordinal) => "there is nothing between two slashes",
        _ when key.Contains('\\', StringComparison.Ordinal) => "it has a backslash; folders are separated by '/'",
        _ when key.EnumerateRunes().Any(rune => Quote.Of($"{rune}") != $"'{rune}'") => "it has characters that cannot be seen",
        _ when Encoding.UTF8.GetByteCount(key) > LongestPrefix =>
            FormattableString.Invariant($"it is longer than {LongestPrefix} bytes"),
        _ => null,
    };

    // "General purpose bucket naming rules".
    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex BucketName();
}
