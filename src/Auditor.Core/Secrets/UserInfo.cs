namespace Auditor.Core.Secrets;

/// <summary>Finds who signs in and with what in addresses of any scheme: <c>postgres://orders:password@db.internal/orders</c>.</summary>
internal static class UserInfo
{
    private const string AfterScheme = "://";

    public static void AddTo(List<SecretSpan> found, string text)
    {
        for (var at = text.IndexOf(AfterScheme, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            AfterScheme, at + 3, StringComparison.Ordinal))
        {
            var start = at + AfterScheme.Length;
            if (at > 0
                && char.IsAsciiLetterOrDigit(text[at - 1])
                && End(text, start) is var end
                && end > start
                && IsSecret(text.AsSpan(start, end - start)))
            {
                found.Add(new(start, end, "credential in an address"));
            }
        }
    }

    /// <summary>Where the user's part ends, before its '@'; -1 when there is none.</summary>
    private static int End(string text, int start)
    {
        var rest = text.AsSpan(start);
        var space = rest.IndexOfAny(SecretAlphabet.Gaps);
        var whole = space < 0 ? rest : rest[..space];
        var slash = whole.IndexOfAny("/?#");
        var authority = slash < 0 ? whole : whole[..slash];
        var sign = authority.LastIndexOf('@');
        if (sign < 0 && authority.ContainsAny('+', '='))
        {
            // No host has them: a token with a '/' in it.
            sign = whole.LastIndexOf('@');
        }
        else if (sign < 0
            && authority.IndexOf(':') is var colon and >= 0
            && authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9')
            && !authority.StartsWith('[')
            && !authority.Contains("${", StringComparison.Ordinal))
        {
            // No port: a password with a '/', '?' or '#' in it that nobody escaped.
            sign = whole.LastIndexOf('@');
        }

        return sign < 0 ? -1 : start + sign;
    }

    // "git@github.com" says only who; a token is often all there is.
    private static bool IsSecret(ReadOnlySpan<char> userInfo) =>
        userInfo.Contains(':')
            ? userInfo[(userInfo.IndexOf(':') + 1)..] is not [] and var password && !NotSecret.Is(password)
            : userInfo.Length >= 16 && userInfo.ContainsAnyInRange('0', '9');
}
