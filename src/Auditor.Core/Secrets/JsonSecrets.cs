using Auditor.Core.Text;

namespace Auditor.Core.Secrets;

/// <summary>
/// Takes secrets out of JSON, policies above all: each text is judged by the name of its member, and everything else stays as it is.
/// </summary>
public static class JsonSecrets
{
    private const int ShortestNumber = 4;

    /// <summary>The JSON without its secrets; null when the text is no JSON.</summary>
    public static string? Mask(string text) => JsonStrings.Rewrite(text, MaskedName, Masked, MaskedNumber);

    /// <summary>The name of a member without secrets.</summary>
    public static string MaskedName(string name) => SecretJudge.Replace(name, SecretFinder.Find(name, Randomness.Context.None));

    /// <summary>A text without its secrets, judged by where it stands.</summary>
    public static string Masked(JsonMember member, string value)
    {
        // The name of a statement names it.
        if (member.Name is "Sid")
        {
            return SecretJudge.Replace(value, SecretFinder.Find(value, Randomness.Context.None));
        }

        if (NameOf(member) is not { } name)
        {
            return SecretJudge.Replace(value, SecretFinder.Find(value, Randomness.Context.Value));
        }

        return SharedSecrets.IsOne(name) ? SharedSecrets.Mask(name, value) : SecretJudge.Mask(name, value);
    }

    /// <summary>What stands for a number that is a secret; null when it is none.</summary>
    public static string? MaskedNumber(JsonMember member, string digits) =>
        SecretNames.KindOf(member.Name) is "password" or "secret" && digits.Length >= ShortestNumber
            ? SecretMark.Of("number", digits)
            : null;

    // {"name": "DB_PASSWORD", "value": "..."}
    private static string? NameOf(JsonMember member) =>
        member.Name?.ToUpperInvariant() is "VALUE" or "VALUES" or "VAL" or "TEXT" or "STRINGVALUE" or "SEARCHSTRING" or "DEFAULT"
            ? member.Called ?? member.Around
            : member.Name;
}
