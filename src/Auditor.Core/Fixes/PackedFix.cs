using System.IO.Compression;
using System.Text.Json;

namespace Auditor.Core.Fixes;

/// <summary>
/// A fix written down in little room: many are kept until the reports are written, and they say much the same as the page of their rule.
/// </summary>
internal static class PackedFix
{
    public static ReadOnlyMemory<byte> Of(Fix fix)
    {
        using var kept = new MemoryStream();
        using (var packed = new BrotliStream(kept, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, fix);
        }

        return kept.ToArray();
    }

    public static Fix Read(ReadOnlyMemory<byte> kept)
    {
        using var packed = new MemoryStream(kept.ToArray());
        using var json = new BrotliStream(packed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Fix>(json) ?? throw new InvalidOperationException("A fix was kept as 'null'.");
    }
}
