using System.Text;

namespace Auditor.Core.Secrets;

/// <summary>
/// Condition keys whose value is a password: whoever sends it gets in. Wildcards keep their places, equal values stay equal and different
/// ones different, so that the policy means what it meant.
/// </summary>
/// <remarks>
/// AWS global condition context keys (aws:referer); Lambda: condition keys (lambda:EventSourceToken); STS: sts:ExternalId.
/// </remarks>
internal static class SharedSecrets
{
    private const int ShortestPart = 3;

    public static bool IsOne(string name) => KindOf(name) is not null;

    public static string Mask(string name, string value)
    {
        if (SecretMark.IsIn(value)
            || value is "true" or "false" or "REDACTED"
            || NotSecret.IsAddress(value)
            || value.Contains("${", StringComparison.Ordinal))
        {
            return SecretJudge.Replace(value, SecretFinder.Find(value, Randomness.Context.Value));
        }

        var (result, part) = (new StringBuilder(), new StringBuilder());
        foreach (var letter in value)
        {
            if (letter is '*' or '?')
            {
                Flush();
                result.Append(letter);
            }
            else
            {
                part.Append(letter);
            }
        }

        Flush();
        return result.ToString();

        void Flush()
        {
            result.Append(part.Length >= ShortestPart || part.Length == value.Length
                ? SecretMark.Of(KindOf(name) ?? "shared secret", part.ToString())
                : part.ToString());
            part.Clear();
        }
    }

    private static string? KindOf(string name) => name.ToUpperInvariant() switch
    {
        "AWS:REFERER" => "secret header",
        "LAMBDA:EVENTSOURCETOKEN" => "event source token",
        "STS:EXTERNALID" => "external id",
        _ => null,
    };
}
