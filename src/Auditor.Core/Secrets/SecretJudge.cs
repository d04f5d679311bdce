using System.Text;

namespace Auditor.Core.Secrets;

/// <summary>
/// The one judge of what is a secret. What it takes for one is gone from the text, all of it, and a <see cref="SecretMark"/> stands in its
/// place.
/// </summary>
public static class SecretJudge
{
    private static readonly MaskMemory Memory = new();

    /// <summary>A text without its secrets: a sentence, an address, a policy, a format, a template, an error message.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Memory.Of(
            null, text, (_, given) => JsonSecrets.Mask(given) ?? Replace(given, SecretFinder.Find(given, Randomness.Context.None)));
    }

    /// <summary>A value without its secrets; the name that it has says what it is.</summary>
    /// <param name="name">The name of a tag, a stage variable, a header, a member.</param>
    /// <param name="value">What somebody wrote there.</param>
    public static string Mask(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SecretMark.IsWhole(value) ? value : Memory.Of(name, value, (given, text) => MaskedBy(given ?? "", text));
    }

    /// <summary>What stands for the value of a name that somebody listed as one that holds secrets.</summary>
    public static string MaskWhole(string value) => SecretMark.IsIn(value) ? value : SecretMark.Of("named in the settings", value);

    /// <summary>Whether a name says that its value is a secret.</summary>
    public static bool IsSecretName(string name) => SecretNames.Of(name) is SecretNames.Meaning.IsSecret;

    internal static bool IsWholeSecret(string value, string kind) =>
        !NotSecret.Is(value)
            && !(kind is "token" or "key" && value.Length <= 6 && !value.AsSpan().ContainsAnyExceptInRange('0', '9'))
            && !IsForm(value);

    internal static Randomness.Context ContextOf(SecretNames.Meaning meaning) =>
        meaning is SecretNames.Meaning.MayBeSecret ? Randomness.Context.Named : Randomness.Context.Whole;

    internal static string Replace(string text, List<SecretSpan> secrets)
    {
        if (secrets.Count is 0)
        {
            return text;
        }

        var (result, from) = (new StringBuilder(text.Length), 0);
        foreach (var secret in secrets)
        {
            var (start, end) = Widened(text, secret, from);
            result.Append(text, from, start - from).Append(SecretMark.Of(secret.Kind, Uri.UnescapeDataString(text[start..end])));
            from = end;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    private static string MaskedBy(string name, string value)
    {
        var (meaning, kind) = SecretNames.Read(name);
        if (meaning is SecretNames.Meaning.IsSecret && kind is not (null or "connection string") && IsWholeSecret(value, kind))
        {
            return SecretMark.Of(kind, value);
        }

        return JsonSecrets.Mask(value)
            ?? Replace(value, SecretFinder.Find(value, ContextOf(meaning), meaning is SecretNames.Meaning.NamesSomething));
    }

    // Half an escape would be left otherwise.
    private static (int Start, int End) Widened(string text, SecretSpan secret, int from) =>
        (Math.Max(secret.Start, from), Math.Min(secret.End, text.Length));

    // An object or a list is judged member by member.
    private static bool IsForm(string value) => value.AsSpan().TrimStart() is ['{', ..] && value.AsSpan().TrimEnd() is [.., '}'];
}
