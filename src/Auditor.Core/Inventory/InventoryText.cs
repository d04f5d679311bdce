namespace Auditor.Core.Inventory;

/// <summary>The text of <c>inventory.json</c>. Most reports need nothing of it: it is in memory only where one asks.</summary>
public sealed class InventoryText
{
    private readonly Estate _estate;
    private readonly Lazy<ReadOnlyMemory<byte>> _bytes;
    private readonly Lazy<InventoryLines> _lines;

    private InventoryText(Estate estate, Func<byte[]> bytes)
    {
        _estate = estate;
        _bytes = new(() => bytes());
        _lines = new(() => InventoryLines.Of(Bytes));
    }

    /// <summary>The UTF-8 of it.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    /// <summary>The lines of it.</summary>
    public InventoryLines Lines => _lines.Value;

    /// <summary>The text of an inventory.</summary>
    public static InventoryText Of(Estate estate) => new(estate, () => InventoryFile.Write(estate));

    /// <summary>Writes it.</summary>
    public void WriteTo(Stream stream) => InventoryFile.Write(stream, _estate);

    /// <summary>The same, written to a file, where it is read again when somebody asks.</summary>
    public InventoryText IsIn(string path) => new(_estate, () => File.ReadAllBytes(path));
}
