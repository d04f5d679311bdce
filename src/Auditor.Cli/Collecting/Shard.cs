using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auditor.Core.Text;

namespace Auditor.Cli.Collecting;

/// <summary>
/// One of several equal parts of the accounts. Which part an account is in depends on its id alone, so it stays there when others come and
/// go.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed record Shard(int Number, int Count)
{
    public bool Contains(string account)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(account), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)Count == (ulong)(Number - 1);
    }

    /// <exception cref="UsageException">It is no shard.</exception>
    public static Shard Parse(string text, string option)
    {
        return text.Split('/') is [var number, var count] && Whole(number) is { } which && Whole(count) is { } many && which <= many
            ? new(which, many)
            : throw new UsageException($"{option}: {Quote.Of(text)} is no shard: '2/5' is the second of five.");

        static int? Whole(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
