using System.Text.RegularExpressions;

namespace Auditor.Testing.Secrets;

/// <summary>Finds planted secrets in texts, or what is left of them.</summary>
public sealed partial class SecretSearch
{
    // So much of one in a row is a part of it.
    private const int Part = 10;

    private const int Around = 80;

    private readonly Dictionary<string, PlantedSecret> _parts = new(StringComparer.Ordinal);

    public SecretSearch(IEnumerable<PlantedSecret> planted)
    {
        ArgumentNullException.ThrowIfNull(planted);
        foreach (var secret in planted)
        {
            var body = Body(secret.Secret);
            for (var at = 0; at < Math.Max(1, body.Length - Part + 1); at++)
            {
                _parts.TryAdd(body.Substring(at, Math.Min(Part, body.Length - at)), secret);
            }
        }
    }

    /// <summary>The secrets that stand in a text, or of which a part does, and what is around.</summary>
    public IReadOnlyDictionary<PlantedSecret, string> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new Dictionary<PlantedSecret, string>();
        var parts = _parts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at + Part <= text.Length; at++)
        {
            if (parts.TryGetValue(text.AsSpan(at, Part), out var secret))
            {
                found.TryAdd(secret, text[Math.Max(0, at - Around)..Math.Min(text.Length, at + Around)]);
            }
        }

        return found;
    }

    // The longest run of it that is its own: hosts, prefixes and the words around a key are everybody's.
    private static string Body(string secret)
    {
        var own = Run().Matches(secret).Select(run => run.Value).MaxBy(run => run.Length) ?? secret;
        return own.Length > 2 * Part ? own[(own.Length / 3)..] : own;
    }

    [GeneratedRegex("[A-Za-z0-9+/_=-]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Run();
}
