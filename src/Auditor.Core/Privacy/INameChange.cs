using System.Text;
using Auditor.Core.Inventory;

namespace Auditor.Core.Privacy;

/// <summary>Puts something else in the place of what tells who somebody is, the same for the same.</summary>
public interface INameChange
{
    /// <summary>Looks at a text before the first is changed.</summary>
    void Learn(string text);

    /// <summary>The text after the change. JSON is taken apart, and what it holds again.</summary>
    string Text(string text);

    /// <summary>The inventory after the change.</summary>
    Estate Over(Estate estate)
    {
        var json = Encoding.UTF8.GetString(InventoryFile.Write(estate));
        Learn(json);
        return InventoryFile.Read(Encoding.UTF8.GetBytes(Text(json)));
    }
}
