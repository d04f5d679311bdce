namespace Auditor.Core.Inventory;

/// <summary>
/// An inventory in a file, of which what belongs to one account in a Region can go from memory before the next is read.
/// </summary>
/// <remarks>Several threads may read. The file has to stay as it is, and is closed with this.</remarks>
public sealed class InventoryPlaces : IDisposable
{
    private readonly Stream _json;
    private readonly ScopeExtent[] _extents;
    private readonly Lock _reading = new();

    private InventoryPlaces(Stream json, Estate outline, ScopeExtent[] extents) => (_json, Outline, _extents) = (json, outline, extents);

    /// <summary>
    /// The inventory with all of its accounts, and of each account in a Region only how much of it was read, and what its APIs and stages
    /// are.
    /// </summary>
    public Estate Outline { get; }

    /// <summary>Every account in a Region, each read when somebody asks for the next.</summary>
    /// <exception cref="IOException">The file cannot be read any more, or is another by now.</exception>
    public IEnumerable<Scope> Scopes => Enumerable.Range(0, _extents.Length).Select(Read);

    /// <summary>An inventory in a file.</summary>
    /// <param name="json">The file; can be read again from any place.</param>
    /// <exception cref="InventoryFormatException">It is no inventory; the message says where and why.</exception>
    public static InventoryPlaces Of(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var outline = InventoryFile.ReadOutline(json);
        json.Position = 0;
        return new(json, outline, [.. ScopeExtent.AllOf(json)]);
    }

    /// <summary>
    /// Writes all of it as <see cref="InventoryFile.Write(Estate)"/> does, with one account in a Region in memory at a time.
    /// </summary>
    public void WriteTo(Stream stream) =>
        InventoryFile.Write(stream, Outline with { Accounts = [], Scopes = [] }, Outline.Accounts, Scopes);

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private Scope Read(int index)
    {
        var bytes = new byte[_extents[index].Length];
        lock (_reading)
        {
            _json.Position = _extents[index].Start;
            _json.ReadExactly(bytes);
        }

        try
        {
            return InventoryFile.ReadScope(bytes);
        }
        catch (InventoryFormatException exception)
        {
            throw new IOException("The inventory was changed while it was read.", exception);
        }
    }
}
