using System.Text.RegularExpressions;
using static Auditor.Core.Secrets.Randomness;

namespace Auditor.Core.Secrets;

/// <summary>
/// Finds secrets in a text: by their published form, by the word before them, in addresses, and by their looks where they stand as a value.
/// </summary>
internal static partial class SecretFinder
{
    // What is escaped more often is no text that anybody reads.
    private const int MostLayers = 6;

    /// <summary>The secrets of a text, one after the other, none in another.</summary>
    public static List<SecretSpan> Find(string text, Context context, bool namesSomething = false)
    {
        var found = new List<SecretSpan>();
        if (text.Length >= 4)
        {
            AddTo(found, text, context, namesSomething, layer: 0);
        }

        return found.Count is 0 ? found : WithoutOverlap(found, text);
    }

    /// <summary>What the first secret of a text that was encoded is called; null when it has none.</summary>
    public static string? Inside(string text, int layer)
    {
        var found = new List<SecretSpan>();
        AddTo(found, text, Context.None, namesSomething: false, layer);
        return found.Count is 0 ? null : found[0].Kind;
    }

    private static void AddTo(List<SecretSpan> found, string text, Context context, bool namesSomething, int layer)
    {
        var names = ResourceNames(text);
        AddNamed(found, text, names);
        // Half an escape would look random, and so would the words of a form that has some.
        if (layer < MostLayers && EscapedText.Decode(text) is { } decoded)
        {
            AddInside(decoded, inside => AddTo(inside, decoded.Text, context, namesSomething, layer + 1));
            AddComponents(found, text, context, namesSomething, layer);
            return;
        }

        if (EscapedText.DecodeForm(text) is { } form)
        {
            AddInside(form, inside => AddNamed(inside, form.Text, ResourceNames(form.Text)));
        }

        if (!namesSomething)
        {
            RandomRuns.AddTo(found, text, names, context);
            EncodedRuns.AddTo(found, text, layer);
        }

        void AddInside(EscapedText plain, Action<List<SecretSpan>> add)
        {
            var inside = new List<SecretSpan>();
            add(inside);
            found.AddRange(inside.Select(plain.InOriginal));
        }
    }

    // A slash that is escaped belongs to what stands between two that are not.
    private static void AddComponents(List<SecretSpan> found, string text, Context context, bool namesSomething, int layer)
    {
        if (layer > 0 || !text.AsSpan().ContainsAny(SecretAlphabet.ComponentBorders))
        {
            return;
        }

        var here = context is Context.None && text.Contains("://", StringComparison.Ordinal) ? Context.Value : context;
        foreach (Match component in Component().Matches(text))
        {
            if (EscapedText.Decode(component.Value) is { } decoded)
            {
                var inside = new List<SecretSpan>();
                AddTo(inside, decoded.Text, here, namesSomething, layer + 1);
                found.AddRange(inside.Select(decoded.InOriginal)
                    .Select(span => span with { Start = span.Start + component.Index, End = span.End + component.Index }));
            }
        }
    }

    private static void AddNamed(List<SecretSpan> found, string text, List<(int Start, int End)> resourceNames)
    {
        PublishedForms.AddTo(found, text);
        UserInfo.AddTo(found, text);
        Assignments.AddTo(found, text, resourceNames);
        AddSpoken(found, text);
    }

    // ARNs name things: "arn:aws:secretsmanager:...:secret:orders" holds no secret, nor does "{{resolve:secretsmanager:...}}". A query
    // behind one may.
    private static List<(int Start, int End)> ResourceNames(string text) =>
        text.Contains("arn:", StringComparison.Ordinal) || text.Contains("{{resolve:", StringComparison.Ordinal)
        ? [.. ResourceName().Matches(text).Select(match => (match.Index, match.Index + match.Length))]
        : [];

    private static void AddSpoken(List<SecretSpan> found, string text)
    {
        foreach (Match match in Scheme().Matches(text))
        {
            var value = match.Groups["value"];
            if (!NotSecret.Is(value.ValueSpan) && LooksMade(value.ValueSpan))
            {
                found.Add(new(value.Index, value.Index + value.Length, match.Groups["basic"].Success ? "credential" : "bearer token"));
            }
        }

        foreach (Match match in Flag().Matches(text))
        {
            var value = match.Groups["value"];
            if (!NotSecret.Is(value.ValueSpan)
                && (match.Groups["user"].Success ? "credential" : SecretNames.KindOf(match.Groups["name"].Value)) is { } kind)
            {
                found.Add(new(value.Index, value.Index + value.Length, kind));
            }
        }

        AddElements(found, text);
        foreach (var match in Glued().Matches(text).Concat(Thin().Matches(text)))
        {
            var value = match.Groups["value"];
            if (!NotSecret.Is(value.ValueSpan))
            {
                found.Add(new(value.Index, value.Index + value.Length, "password"));
            }
        }

        foreach (Match match in Said().Matches(text))
        {
            var value = match.Groups["value"];
            var kind = SecretNames.KindOf(match.Groups["name"].Value.Replace(' ', '_')) ?? "key";
            if (!NotSecret.Is(value.ValueSpan) && !Technical().IsMatch(value.ValueSpan) && value.Length >= (kind is "password" ? 6 : 10)
                && value.ValueSpan.ContainsAnyInRange('0', '9') && value.ValueSpan.IndexOfAnyInRange('a', 'z') >= 0)
            {
                found.Add(new(value.Index, value.Index + value.Length, kind));
            }
        }
    }

    private static void AddElements(List<SecretSpan> found, string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
        {
            return;
        }

        foreach (Match match in Element().Matches(text))
        {
            var value = match.Groups["value"];
            if (SecretNames.KindOf(match.Groups["name"].Value) is { } kind
                && !NotSecret.Is(value.ValueSpan)
                && SecretJudge.IsWholeSecret(value.Value, kind))
            {
                found.Add(new(value.Index, value.Index + value.Length, kind));
            }
        }
    }

    /// <summary>Whether a machine made it, or somebody who thought of a password: not a word of a sentence.</summary>
    public static bool LooksMade(ReadOnlySpan<char> value) =>
        value.ContainsAnyInRange('0', '9')
            || value.ContainsAny(SecretAlphabet.Symbols)
            || value.Count('-') >= 2
            || (value.Length >= 16 && !value.TrimEnd(".,;:!?").ContainsAnyExcept(SecretAlphabet.UpperCase))
            || (value.Length >= 2 && value[1..].ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('a', 'z'));

    private static List<SecretSpan> WithoutOverlap(List<SecretSpan> found, string text)
    {
        var marks = SecretMark.PlacesIn(text).ToList();
        var result = new List<SecretSpan>();
        // What is published is called by its name, whatever else took it for a secret.
        foreach (var span in found.Select((span, order) => (span, order))
            .OrderBy(one => one.span.Start)
            .ThenBy(one => one.order)
            .Select(one => one.span))
        {
            if (span.End <= span.Start || marks.Exists(mark => mark.Start < span.End && span.Start < mark.End))
            {
                continue;
            }

            if (result is [.., var last] && span.Start < last.End)
            {
                var kind = found.IndexOf(last) <= found.IndexOf(span) || span.Kind is "random text" ? last.Kind : span.Kind;
                result[^1] = new(last.Start, Math.Max(last.End, span.End), kind);
            }
            else
            {
                result.Add(span);
            }
        }

        return result;
    }

    [GeneratedRegex(@"[^/?&#\s""'<>]*%[0-9A-Fa-f]{2}[^/?&#\s""'<>]*", Options, Limit)]
    private static partial Regex Component();

    // The name of a session is what somebody typed.
    [GeneratedRegex(
        @"arn:aws[a-z-]*:sts:[^\s/""'?<>;]*/[^\s/""'?<>;]*/|arn:aws[a-z-]*:[a-z0-9-]*:[^\s""'?<>;]*|\{\{resolve:[^}]*\}\}", Options, Limit)]
    private static partial Regex ResourceName();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9-])(Bearer|(?<basic>Basic)|Digest|ApiKey|SSWS|GenieKey|Splunk|Negotiate)\s+['""]?(?<value>[A-Za-z0-9._~+/=:!@#$%^*-]{6,})",
        Options | RegexOptions.IgnoreCase,
        Limit)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_])((?<user>-u|--user)\s+['""]?[^\s:'""]+:(?<value>[^\s'""]+)|--?(?<name>[A-Za-z][A-Za-z-]{2,30})\s+['""]?(?<value>[^\s'""-][^\s'""]*))",
        Options,
        Limit)]
    private static partial Regex Flag();

    // "the password is hunter2", "password hunter2", "mit dem Passwort hunter2"
    [GeneratedRegex(
        @"\b(?<name>password|passwd|passphrase|passcode|passwort|kennwort|pwd|pass|secret|token|credentials?|(api|access|secret|private|auth|shared)[ _-]?key|key)\s+((is|was|now|still|ist|lautet|war|equals|of)\s+)?[""'`(]?(?<value>[^\s""'`()<>,;:=]{6,})",
        Options | RegexOptions.IgnoreCase,
        Limit)]
    private static partial Regex Said();

    // "<password>hunter2</password>", "<add key="Password" value="hunter2"/>"
    [GeneratedRegex(
        @"<(?<name>[A-Za-z][\w.:-]{1,40})(\s[^<>]{0,200})?>\s*(?<value>[^<>\s][^<>]{2,}?)\s*</|<[^<>]{0,100}\b(key|name)=['""](?<name>[^'""<>]{2,40})['""]\s+value=['""](?<value>[^'""<>]{3,})['""]",
        Options,
        Limit)]
    private static partial Regex Element();

    // "mysql -u app -phunter2", "redis-cli -a hunter2", "docker login -u app -p hunter2", "parola d'ordine: hunter2"
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])((mysql\w*|mariadb\w*|mongo\w*|sshpass|redis-cli|7z|zip|unzip)\b[^\n|;""]{0,200}?\s(-p|-a\s+)|(docker|podman|nerdctl|buildah|skopeo|helm|oc|az|sshpass)\s[^\n|;""]{0,200}?-p\s+|parola d['’]ordine\s?[:=]\s?)['""]?(?<value>[^\s'""-][^\s'""]{3,})",
        Options,
        Limit)]
    private static partial Regex Glued();

    // "jdbc:oracle:thin:app/hunter2@//db:1521/orders", "app:hunter2@tcp(db:3306)/orders"
    [GeneratedRegex(
        @"jdbc:oracle:[a-z0-9]+:[^/\s@""]+/(?<value>[^@\s""]+)@|(?<![A-Za-z0-9])[A-Za-z0-9_.-]+:(?<value>[^\s""'()]{3,})@(tcp|tcp6|udp|unix)\(",
        Options,
        Limit)]
    private static partial Regex Thin();

    // "sha256", "OAuth2", "2024-01-31", "v1.2.3", "300s"
    [GeneratedRegex(
        @"^(sha-?[0-9]+|md5|hs[0-9]+|rs[0-9]+|es[0-9]+|oauth2?(\.[0-9])?|base64(url)?|utf-?8|http/?[0-9.]*|x\.?509v?[0-9]?|sigv4a?|argon2(id?)?|pbkdf2|bcrypt|scrypt|aes-?[0-9]+|rsa-?[0-9]+|v?[0-9]+(\.[0-9]+)+\S*|[0-9]{4}-[0-9]{2}(-[0-9]{2})?\S*|[0-9]+[a-z]{0,7}|[a-z]+-?[0-9]{1,2}|arn:\S+|https?://\S+|[a-z]+(-[a-z]+)+-?[0-9]{0,2})[.,;:!?]?$",
        Options | RegexOptions.IgnoreCase,
        Limit)]
    private static partial Regex Technical();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Limit = 30_000;
}
