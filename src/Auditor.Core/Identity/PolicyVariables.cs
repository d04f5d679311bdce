using System.Text;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Puts the values of condition keys in the place of policy variables.</summary>
/// <remarks>IAM user guide, "IAM policy elements: Variables and tags".</remarks>
internal static class PolicyVariables
{
    /// <summary>The keys whose values a text asks for.</summary>
    public static IEnumerable<string> Keys(PolicyText text, bool hasVariables)
    {
        if (!hasVariables || !text.IsResolved || !text.Text.Contains("${", StringComparison.Ordinal))
        {
            return [];
        }

        return Parts(text.Text).Select(part => part.Key).OfType<string>();
    }

    /// <summary>
    /// The text with what is known filled in; <see langword="null"/> where it asks for a key that the request does not carry, so that it
    /// matches nothing.
    /// </summary>
    /// <param name="text">As written.</param>
    /// <param name="valuesOf">The values of a key: none where the request does not carry it, <see langword="null"/> where nobody
    /// knows.</param>
    public static PolicyText? Fill(PolicyText text, Func<string, IReadOnlyList<string>?> valuesOf)
    {
        var filled = new StringBuilder();
        foreach (var (written, key, otherwise) in Parts(text.Text))
        {
            var values = key is null ? null : valuesOf(key);
            if (values is null)
            {
                filled.Append(written);
            }
            else if (values is [var only])
            {
                filled.Append(Literally(only));
            }
            else if (values is [] && otherwise is not null)
            {
                filled.Append(Literally(otherwise));
            }
            else
            {
                // A key with several values cannot stand in a text either.
                return null;
            }
        }

        return text with { Text = filled.ToString() };
    }

    // "orders/${aws:username, 'guest'}/*" is three parts: what is written, the key that is asked for, and what stands in where it is not
    // there.
    private static IEnumerable<(string Written, string? Key, string? Otherwise)> Parts(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                yield return (text[at..], null, null);
                yield break;
            }

            if (open > at)
            {
                yield return (text[at..open], null, null);
            }

            var inside = text[(open + 2)..close].Trim();
            var comma = inside.IndexOf(',', StringComparison.Ordinal);
            var key = (comma < 0 ? inside : inside[..comma]).Trim();
            var otherwise = comma < 0 ? null : inside[(comma + 1)..].Trim().Trim('\'');
            yield return (text[open..(close + 1)], key is "*" or "?" or "$" ? null : key, otherwise);
            at = close + 1;
        }
    }

    private static string Literally(string value) => value.AsSpan().IndexOfAny("*?$") < 0
        ? value
        : value.Replace("$", "${$}", StringComparison.Ordinal)
            .Replace("*", "${*}", StringComparison.Ordinal)
            .Replace("?", "${?}", StringComparison.Ordinal);
}
