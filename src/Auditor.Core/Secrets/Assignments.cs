namespace Auditor.Core.Secrets;

/// <summary>
/// Finds what a text gives to a name that says secret: <c>password: x</c>, <c>?token=x</c>, <c>"apiKey":"x"</c>, <c>Pwd=x;</c>.
/// </summary>
internal static class Assignments
{
    private const int LongestName = 64;

    public static void AddTo(List<SecretSpan> found, string text, List<(int Start, int End)> resourceNames)
    {
        for (var at = text.AsSpan().IndexOfAny('=', ':'); at >= 0; at = Next(text, at + 1))
        {
            if (NameBefore(text, at) is not { Length: > 0 } name
                || (text[at] is ':' && string.CompareOrdinal(text, at, "://", 0, 3) is 0)
                || IsOfResource(text, at, name, resourceNames))
            {
                continue;
            }

            // "token.actions.githubusercontent.com:sub", "token.example.com:8443"
            if (text[at] is ':' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]) && NotSecret.IsPublicHost(name))
            {
                continue;
            }

            // "awswaf:managed:token:rejected", "urn:shop:token:access"
            if (text[at] is ':'
                && IsInChain(text, at, name)
                && !SecretFinder.LooksMade(text.AsSpan(at + 1, EndOfWord(text, at + 1) - at - 1)))
            {
                continue;
            }

            var (meaning, kind) = SecretNames.Read(name);
            if (meaning is SecretNames.Meaning.IsSecret or SecretNames.Meaning.MayBeSecret && Given(text, at, kind) is { } span)
            {
                found.Add(span);
            }
        }
    }

    /// <summary>
    /// The name of what stands at a place, <c>clientId</c> in <c>clientId=x</c> and <c>"clientId": "x"</c>; null when none is there.
    /// </summary>
    public static string? NameOf(string text, int start)
    {
        var sign = start - 1;
        while (sign >= 0 && text[sign] is ' ' or '"' or '\'' or '\\')
        {
            sign--;
        }

        return sign > 0 && text[sign] is '=' or ':' && string.CompareOrdinal(text, sign, "://", 0, 3) is not 0
            ? NameBefore(text, sign).Split(' ')[^1]
            : null;
    }

    // An ARN names things, one whose name somebody made of a password excepted: "arn:...:alarm:password:hunter2".
    private static bool IsOfResource(string text, int sign, string name, List<(int Start, int End)> resourceNames)
    {
        if (text[sign] is not ':' || !resourceNames.Exists(arn => arn.Start <= sign && sign < arn.End - 1))
        {
            return false;
        }

        var value = text.AsSpan(sign + 1, EndOfWord(text, sign + 1) - sign - 1);
        return SecretNames.KindOf(name) is not "password" || !SecretFinder.LooksMade(value) || !value.ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsInChain(string text, int sign, string name) =>
        sign - name.Length - 1 is var before and > 0 && text[before] is ':' && char.IsAsciiLetterOrDigit(text[before - 1]);

    private static int Next(string text, int from) =>
        from >= text.Length ? -1 : text.AsSpan(from).IndexOfAny('=', ':') is var at and >= 0 ? from + at : -1;

    // "token", "\"token\"", "client secret", "headers['x-api-key']"
    private static string NameBefore(string text, int sign)
    {
        var end = sign;
        while (end > 0 && text[end - 1] is ' ' or '"' or '\'' or ']' or '\\' or ')' or '`' or '*' && sign - end < 4)
        {
            end--;
        }

        var start = end;
        var spaces = 0;
        while (start > 0 && end - start < LongestName && (IsOfName(text[start - 1]) || (text[start - 1] is ' ' && spaces++ is 0)))
        {
            start--;
        }

        return text[start..end];
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.';

    private static SecretSpan? Given(string text, int sign, string? kind)
    {
        var start = sign + 1;
        while (start < text.Length && text[start] is '=' or '>' or ':')
        {
            start++;
        }

        // In a form a plus sign stands for a space.
        var isForm = start < text.Length && text[start] is '+' && text[sign] is ':';
        var spaced = isForm || (start < text.Length && text[start] is ' ');
        while (start < text.Length && (text[start] is ' ' or '\t' || (isForm && text[start] is '+')))
        {
            start++;
        }

        var quote = start;
        while (quote < text.Length && text[quote] is '\\')
        {
            quote++;
        }

        var isQuoted = quote < text.Length && text[quote] is '"' or '\'' or '`';
        start = isQuoted ? quote + 1 : start;
        var end = isQuoted ? EndOfQuoted(text, start, text[quote]) : EndOfWord(text, start);
        end = isForm && !isQuoted && text.IndexOf('+', start, end - start) is var plus and >= 0 ? plus : end;
        (start, end) = WithoutScheme(text, start, end, isQuoted, ref kind);
        if (end <= start)
        {
            return null;
        }

        var value = text[start..end];
        var plain = EscapedText.Decode(value)?.Text ?? value;
        return IsStructure(plain, isQuoted)
            || NotSecret.Is(value)
            || NotSecret.Is(plain)
            || NotSecret.Is(First(plain))
            || (kind is null && PublicId.IsIn(text, start, end))
            || !Fits(kind is null ? First(plain) : plain, kind, isSentence: spaced && text[sign] is ':' && !isQuoted)
            ? null
            : new SecretSpan(start, end, kind ?? "key");
    }

    // {"tokenRefresh":{"enabled":false}}: its members are judged one by one.
    private static bool IsStructure(string value, bool isQuoted) =>
        !isQuoted && value is ['{' or '['] or ['{' or '[', '"' or '\'' or '\\' or '{' or '[' or ']' or '}', ..];

    // "tokens:read;shop", "maxTokens=4096,newCheckout": the list goes on.
    private static string First(string value) => value.IndexOfAny([',', ';']) is var at and > 0 ? value[..at] : value;

    private static bool Fits(ReadOnlySpan<char> value, string? kind, bool isSentence) => kind switch
    {
        // The name does not say secret by itself.
        null => value.Length >= 12 && Randomness.IsSecret(value, Randomness.Context.Named),
        "password" or "credential" => true,
        // "max_tokens=4096"
        _ when value.IndexOfAny("/,;") is var end
            && (end < 0 ? value : value[..end]) is { Length: <= 6 } digits
            && !digits.ContainsAnyExceptInRange('0', '9') => kind is "secret",
        _ => !isSentence || SecretFinder.LooksMade(value),
    };

    // "Authorization: Bearer x", "'Basic x'"
    private static (int Start, int End) WithoutScheme(string text, int start, int end, bool isQuoted, ref string? kind)
    {
        var value = text.AsSpan(start, end - start);
        var word = value.IndexOf(' ') is var space and > 0 ? value[..space] : value;
        if (!IsScheme(word) || start + word.Length >= text.Length || text[start + word.Length] is not ' ')
        {
            return (start, end);
        }

        kind ??= "credential";
        var from = start + word.Length + 1;
        return (from, isQuoted ? end : EndOfWord(text, from));
    }

    private static bool IsScheme(ReadOnlySpan<char> word) =>
        word.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || word.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || word.Equals("Token", StringComparison.OrdinalIgnoreCase)
        || word.Equals("ApiKey", StringComparison.OrdinalIgnoreCase)
            || word.Equals("Digest", StringComparison.OrdinalIgnoreCase)
            || word.Equals("Key", StringComparison.OrdinalIgnoreCase);

    private static int EndOfQuoted(string text, int start, char quote)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                var end = at;
                while (end > start && text[end - 1] is '\\')
                {
                    end--;
                }

                return end;
            }
        }

        return text.Length;
    }

    private static int EndOfWord(string text, int start)
    {
        var at = start;
        while (at < text.Length
            && !char.IsWhiteSpace(text[at])
            && text[at] is not ('"' or '\'' or '`' or '<' or '>' or '“' or '”' or '’' or '»'))
        {
            if (text[at] is ',' or ';' or '&' or ')' or '}' or ']' or '|' && !GoesOn(text, at))
            {
                break;
            }

            at++;
        }

        return at;
    }

    // A password may hold a comma; what follows one that ends it is another name with a value, or nothing.
    private static bool GoesOn(string text, int at)
    {
        var next = at + 1;
        if (next >= text.Length || !char.IsLetterOrDigit(text[next]))
        {
            return false;
        }

        while (next < text.Length && !char.IsWhiteSpace(text[next]) && text[next] is not ('"' or '\'' or ',' or ';' or '&' or '<' or '>'))
        {
            if (text[next] is '=' or ':')
            {
                return false;
            }

            next++;
        }

        return true;
    }
}
