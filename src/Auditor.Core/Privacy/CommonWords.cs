using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;

namespace Auditor.Core.Privacy;

/// <summary>
/// Words that say nothing about whose account it is: those of AWS and its answers, of the inventory, of HTTP and of everybody's APIs.
/// </summary>
internal static partial class CommonWords
{
    public static FrozenSet<string> All { get; } =
    [
        .. Listed().SelectMany(Of),
        .. OfInventory().SelectMany(Of),
    ];

    /// <summary>The words of a name, in small letters: <c>restApiId</c> has three.</summary>
    public static IEnumerable<string> Of(string name) => Letters().Matches(name).Select(word => word.Value.ToLowerInvariant());

    private static string[] Listed()
    {
        using var stream = typeof(CommonWords).Assembly.GetManifestResourceStream("common-words.txt")
            ?? throw new InvalidOperationException("common-words.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
    }

    // Names of members and kinds stand in the file.
    private static IEnumerable<string> OfInventory() => typeof(Api).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Api).Namespace)
        .SelectMany(type => type.IsEnum
            ? Enum.GetNames(type)
            : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(member => member.Name));

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Letters();
}
