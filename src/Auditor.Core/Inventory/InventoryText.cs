namespace Auditor.Core.Inventory;

/// <summary>The text of <c>inventory.json</c>. Most reports need nothing of it: it is in memory only where one asks.</summary>
public sealed class InventoryText
{
    private readonly Action<Stream> _write;
    private readonly Lazy<ReadOnlyMemory<byte>> _bytes;
    private readonly Lazy<InventoryLines> _lines;

    private InventoryText(Action<Stream> write, Func<byte[]> bytes)
    {
        _write = write;
        _bytes = new(() => bytes());
        _lines = new(() => InventoryLines.Of(Bytes));
    }

    /// <summary>The UTF-8 of it.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    /// <summary>The lines of it.</summary>
    public InventoryLines Lines => _lines.Value;

    /// <summary>The text of an inventory.</summary>
    public static InventoryText Of(Estate estate) => new(stream => InventoryFile.Write(stream, estate), () => InventoryFile.Write(estate));

    /// <summary>The text of an inventory in a file.</summary>
    public static InventoryText Of(InventoryPlaces places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return new(places.WriteTo, () =>
        {
            using var stream = new MemoryStream();
            places.WriteTo(stream);
            return stream.ToArray();
        });
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(Stream stream) => _write(stream);

    /// <summary>The same, written to a file, where it is read again when somebody asks.</summary>
    public InventoryText IsIn(string path) => new(_write, () => File.ReadAllBytes(path));
}
