using System.Buffers;
using System.Text.RegularExpressions;
using static Auditor.Core.Secrets.Randomness;

namespace Auditor.Core.Secrets;

/// <summary>Finds random text where something speaks for a secret.</summary>
internal static partial class RandomRuns
{
    private const int Shortest = 16;

    // What a host does not have.
    private static readonly SearchValues<char> AfterHost = SearchValues.Create("/?# \t\r\n\"'<>");

    public static void AddTo(List<SecretSpan> found, string text, List<(int Start, int End)> resourceNames, Context context)
    {
        var keys = PublicId.KeysIn(text);
        foreach (var run in Run().EnumerateMatches(text))
        {
            var end = run.Index + run.Length;
            var start = run.Length < Shortest ? run.Index : PathStart(text, run.Index, end);
            // What follows a name of a resource without a gap, as that of a session does, is judged without it.
            start = resourceNames.Where(arn => arn.Start <= start && start < arn.End).Select(arn => arn.End).Append(start).Max();
            if (end - start < Shortest || keys.Exists(key => key.Start <= start && end <= key.End) || IsNamed(text, start))
            {
                continue;
            }

            switch (ContextOf(text, start, context))
            {
                case null:
                    break;
                case (var here, true):
                    AddParts(found, text, start, end, here);
                    break;
                case (var here, false):
                    if (IsSecret(text, start, end, here))
                    {
                        found.Add(new(Left(text, start), Right(text, end), "random text"));
                    }

                    break;
            }
        }
    }

    // In an address the words around a key are a path, which says where it leads.
    private static void AddParts(List<SecretSpan> found, string text, int start, int end, Context context)
    {
        if (text.LastIndexOf('?', start) is var query and >= 0 && !text.AsSpan(query, start - query).ContainsAny(SecretAlphabet.Gaps)
            && !text.AsSpan(query, start - query).Contains("://", StringComparison.Ordinal) && IsSecret(text, start, end, context))
        {
            found.Add(new(start, end, "random text"));
            return;
        }

        var from = start;
        for (var at = start; at <= end; at++)
        {
            if (at == end || text[at] is '/')
            {
                if (at - from >= Shortest && !NamesIt().IsMatch(Before(text, from)) && IsSecret(text, from, at, context))
                {
                    found.Add(new(from, at, "random text"));
                }

                from = at + 1;
            }
        }
    }

    private static bool IsSecret(string text, int start, int end, Context context) =>
        Randomness.IsSecret(text.AsSpan(start, end - start), context)
            && !PublicId.IsIn(text, start, end)
            && (context is Context.Named || !EncodedRuns.IsText(text, start, end));

    // "clientId=...", "kid: ...": the name says what it is.
    private static bool IsNamed(string text, int start) =>
        Assignments.NameOf(text, start) is { Length: > 0 } name && SecretNames.Of(name) is SecretNames.Meaning.NamesSomething;

    // The last part of a host and the path behind it are one run: "com/services/T000/..." is judged from its first slash.
    private static int PathStart(string text, int start, int end)
    {
        if (start > 0 && text[start - 1] is ':' && string.CompareOrdinal(text, start, "//", 0, 2) is 0)
        {
            var path = text.IndexOf('/', start + 2, end - start - 2);
            return path < 0 ? end : path;
        }

        var slash = text.IndexOf('/', start, end - start);
        if (slash <= start)
        {
            return start;
        }

        var before = text.AsSpan(0, start);
        var scheme = before.LastIndexOf("://");
        return scheme >= 0 && !before[(scheme + 3)..].ContainsAny(AfterHost) ? slash : start;
    }

    // Null where the words before say that it names something, or where it is a host.
    private static (Context Context, bool InAddress)? ContextOf(string text, int start, Context context)
    {
        var before = Before(text, start);
        if (NamesIt().IsMatch(before))
        {
            return null;
        }

        var word = start;
        while (word > 0 && !char.IsWhiteSpace(text[word - 1]) && text[word - 1] is not ('"' or '\'' or '<' or '>'))
        {
            word--;
        }

        var scheme = text.AsSpan(word, start - word).LastIndexOf("://");
        if (scheme >= 0)
        {
            var isHost = text.AsSpan(word + scheme + 3, start - word - scheme - 3).IndexOfAny("/?#") < 0;
            return isHost && text[start] is not '/' ? null : (OpensIt().IsMatch(before) ? Context.Named : Context.Value, true);
        }

        return (OpensIt().IsMatch(before) ? Context.Named : context, false);
    }

    private static ReadOnlySpan<char> Before(string text, int start) => text.AsSpan(Math.Max(0, start - 48), Math.Min(48, start));

    // Other parts of it that a dot joins.
    private static int Left(string text, int start)
    {
        while (start > 6
            && text[start - 1] is '.' or '~'
            && LengthBefore(text, start - 1) is >= 6 and var length
            && !IsWord(text.AsSpan(start - 1 - length, length)))
        {
            start -= length + 1;
        }

        return start;
    }

    private static int Right(string text, int end)
    {
        while (end < text.Length - 1
            && text[end] is '.' or '~' or '!' or '$' or '@' or '*'
            && LengthAfter(text, end + 1) is >= 3 and var length
            && !IsWord(text.AsSpan(end + 1, length)))
        {
            end += length + 1;
        }

        return end;
    }

    private static int LengthBefore(string text, int end)
    {
        var length = 0;
        while (end - length > 0 && IsOfRun(text[end - length - 1]))
        {
            length++;
        }

        return length;
    }

    private static int LengthAfter(string text, int start)
    {
        var length = 0;
        while (start + length < text.Length && IsOfRun(text[start + length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsOfRun(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '_' or '=' or '-';

    [GeneratedRegex(@"[A-Za-z0-9+/_-]+={0,2}", Options, Limit)]
    private static partial Regex Run();

    // "commit 8f3b...", "sha256:...", "request id ...", "etag=...", "/document/d/..."
    [GeneratedRegex(
        @"(?<![a-z])(commit|sha-?(1|256|384|512)?|digest|checksum|md5|etag|revision|rev|version|build|fingerprint|thumbprint|integrity|trace|request|correlation|deployment|authorization failure message|uuid|guid|id|arn|stack|image|tag|branch)['""]?( id| identifier)?\s*[:=@#/-]?\s*['""(]?$|/(ids?|d|commits?|blob|tree|documents?|files?|folders?|spreadsheets|presentation|boards?|pages?|projects?|issues?|runs?|builds?|jobs?)/$",
        Options | RegexOptions.IgnoreCase,
        Limit)]
    private static partial Regex NamesIt();

    [GeneratedRegex(
        @"(?<![a-z<])(key|keys|secret|token|password|credential|credentials|passphrase|bearer|signature|hmac|webhooks?|hooks|sig|code|auth|apikey|x-origin-verify)(?![a-z])[^\n]{0,24}$",
        Options | RegexOptions.IgnoreCase,
        Limit)]
    private static partial Regex OpensIt();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Limit = 30_000;
}
