using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Core.Privacy;

/// <summary>
/// Puts other names, account ids, ids and hosts in the place of the real ones, the same for the same everywhere: in ARNs, policies,
/// addresses, tags and messages. Words that AWS, API Gateway and everybody uses stay, so that the result still says what it is about.
/// </summary>
/// <remarks>
/// Nothing has to know what a text is: it is taken apart into words, and a word that is not among <see cref="CommonWords"/> becomes
/// another. So two texts that were equal stay equal, a path stays below another, and what a wildcard matched it still matches. Which word
/// became which is kept nowhere.
/// </remarks>
public sealed partial class Anonymizer : INameChange
{
    private const int ShortestId = 6;
    private const int ShortestHexId = 8;
    private const int ShortestNumber = 9;
    private const int LongestShortWord = 2;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beginnings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ends = new(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _common;
    private readonly int _longestShortWord;

    /// <param name="names">Names that stand in what is made anonymous because a format says so: their words stay.</param>
    public Anonymizer(IEnumerable<string> names) =>
        (_common, _longestShortWord) = ([.. names.SelectMany(CommonWords.Of), .. CommonWords.All], LongestShortWord);

    /// <summary>One to which no word is too common.</summary>
    internal Anonymizer() => _common = [];

    /// <inheritdoc/>
    /// <remarks>Words that a wildcard cuts, <c>ord*</c>: what begins or ends like them is split there, too.</remarks>
    public void Learn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Match match in Wildcard().Matches(text))
        {
            Add(_beginnings, match.Groups["before"].Value);
            Add(_ends, match.Groups["after"].Value);
        }

        void Add(HashSet<string> fragments, string fragment)
        {
            if (fragment.Length > LongestShortWord && !IsCommon(fragment))
            {
                fragments.Add(fragment);
            }
        }
    }

    /// <inheritdoc/>
    public string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return JsonStrings.Rewrite(text, Text, (_, value) => Text(value)) ?? Part().Replace(text, Replaced);
    }

    private string Replaced(Match match) => match.Groups["id"] switch
    {
        { Success: true } => Id(match.Value),
        _ when match.Groups["word"].Success => Word(match.Value),
        _ => match.Value,
    };

    private string Word(string token)
    {
        if (!System.Text.Ascii.IsValid(token))
        {
            // CloudWatch leaves out what is not ASCII: what is left must still be the same.
            var (ascii, other) = (token.Where(char.IsAscii), token.Where(letter => !char.IsAscii(letter)));
            return Word(new string([.. ascii])) + new string([.. other.Select(letter => (char)('α' + (Hash($"{letter}")[0] % 17)))]);
        }

        if (token.Length is 0 || IsCommon(token))
        {
            return token;
        }

        if (!token.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return token.Length < ShortestNumber ? token : Id(token);
        }

        if (Split(token) is (var before, { Length: > 0 } after))
        {
            return Word(before) + Word(after);
        }

        return IsId(token) ? Id(token) : Letters().Replace(token, match => IsCommonWord(match.Value) ? match.Value : Other(match.Value));
    }

    // At the longest beginning that a wildcard knows, else at the longest end.
    private (string Before, string After) Split(string token)
    {
        for (var length = token.Length - 1; length > LongestShortWord; length--)
        {
            if (_beginnings.Contains(token[..length]))
            {
                return (token[..length], token[length..]);
            }

            if (_ends.Contains(token[^length..]))
            {
                return (token[..^length], token[^length..]);
            }
        }

        return (token, "");
    }

    // "a1b2c3d4e5", "0a1b2c3d4e5f", but not "orders2" or "v2".
    private static bool IsId(string token)
    {
        var digits = token.Count(char.IsAsciiDigit);
        var isHex = token.All(char.IsAsciiHexDigit);
        return digits > 0 && ((isHex && token.Length >= ShortestHexId) || (token.Length >= ShortestId && DigitThenLetter().IsMatch(token)));
    }

    private string Other(string word)
    {
        var made = _words.GetOrAdd(word.ToLowerInvariant(), Made);
        return word switch
        {
            _ when word.Length > 1 && word.All(char.IsAsciiLetterUpper) => made.ToUpperInvariant(),
            [>= 'A' and <= 'Z', ..] => char.ToUpperInvariant(made[0]) + made[1..],
            _ => made,
        };
    }

    // Something that can be said, and that says nothing.
    private string Made(string word)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = Hash($"{word} {attempt}");
            var letters = new StringBuilder();
            for (var index = 0; index < 6; index += 2)
            {
                letters.Append(Consonants[hash[index] % Consonants.Length]).Append(Vowels[hash[index + 1] % Vowels.Length]);
            }

            var made = letters.ToString();
            if (!_common.Contains(made) && _taken.GetOrAdd(made, word) == word)
            {
                return made;
            }
        }
    }

    // As long, and with digits and letters in the same places: services look at that.
    private string Id(string id)
    {
        for (var attempt = 0; ; attempt++)
        {
            var made = Shuffled(id, attempt);
            if (string.Equals(_taken.GetOrAdd(made.ToLowerInvariant(), id), id, StringComparison.OrdinalIgnoreCase))
            {
                return made;
            }
        }
    }

    private string Shuffled(string id, int attempt)
    {
        var (made, hash, at) = (new StringBuilder(id.Length), Hash($"{id.ToLowerInvariant()} {attempt}"), 0);
        foreach (var letter in id)
        {
            if (at == hash.Length)
            {
                (hash, at) = (HMACSHA256.HashData(_key, hash), 0);
            }

            made.Append(letter switch
            {
                >= '0' and <= '9' => (char)('0' + (hash[at++] % 10)),
                >= 'a' and <= 'f' => (char)('a' + (hash[at++] % 6)),
                >= 'g' and <= 'z' => (char)('g' + (hash[at++] % 20)),
                >= 'A' and <= 'F' => (char)('A' + (hash[at++] % 6)),
                >= 'G' and <= 'Z' => (char)('G' + (hash[at++] % 20)),
                _ => letter,
            });
        }

        return made.ToString();
    }

    private byte[] Hash(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));

    private bool IsCommon(string token) =>
        Letters().Matches(token).All(word => IsId(token) ? _common.Contains(word.Value.ToLowerInvariant()) : IsCommonWord(word.Value))
            && Digits().Matches(token).All(number => number.Length < ShortestNumber);

    private bool IsCommonWord(string word) => word.Length <= _longestShortWord || _common.Contains(word.ToLowerInvariant());

    // Marks of secrets, times, addresses of networks, references, actions and condition keys, AWS's own policies and rules, and escapes
    // stay as they are.
    [GeneratedRegex(
        @"\[secret: [^\]\r\n]{1,60}\](~[0-9a-f]{6})?"
        + @"|\d{4}-?\d\d-?\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?(?![A-Za-z0-9])"
        + @"|(?<![\w.])\d{1,3}(\.\d{1,3}){3}(/\d{1,2})?(?![\w.])"
        + @"|(?<![\w:])[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(/\d{1,3})?(?![\w:])"
        + @"|\$(context|input|util)\b[\w.]*"
        + @"|arn:aws[a-z-]*:iam::aws:policy/[\w/+=,.@-]+"
        + @"|\b(AWSManaged|AWSServiceRole|AWSReserved|AWSLambda|AmazonAPIGateway)\w+"
        + @"|(?<![\w-])(aws|execute-api|apigateway|lambda|iam|sts|s3|dynamodb|sqs|sns|logs|cloudwatch|wafv2|acm|cognito-idp|ec2|kms|ssm|secretsmanager|events|states|kinesis|firehose"
        + @"|organizations|config|xray|cloudformation|servicediscovery|elasticloadbalancing|route53|tag|auditor|saml|codebuild|ecs|ecr|rds|cloudtrail|apigatewayv2):(?!:)[A-Z*][A-Za-z0-9*]*"
        + @"|\b[A-Z]\w*Exception\b|\b(SecurityPolicy|TLS)_\w+|(?<![\w.-])[a-z0-9-]+\.amazonaws\.com(?![\w.])"
        + @"|%[0-9A-Fa-f]{2}|~[01]|\\u[0-9A-Fa-f]{4}|\\[bfnrt](?=\W|\\|$)"
        + @"|(?<id>(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z]))"
        + @"|(?<word>[\p{L}\p{Nd}]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Part();

    [GeneratedRegex(
        @"(?<before>[A-Za-z0-9]+)?[*?]+(?<after>[A-Za-z0-9]+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Wildcard();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Letters();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9][A-Za-z]", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex DigitThenLetter();
}
