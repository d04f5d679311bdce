using System.Buffers;

namespace Auditor.Core.Secrets;

/// <summary>Tells what a machine threw together from what somebody named.</summary>
/// <remarks>
/// Random text changes from small to capital to digit with most letters; names do so at the borders of their words, and digests have
/// sixteen letters only.
/// </remarks>
internal static class Randomness
{
    private static readonly SearchValues<char> UpperHex = SearchValues.Create("0123456789ABCDEF");

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> WordBorders = SearchValues.Create("-_.");

    private static readonly SearchValues<char> Separators = SearchValues.Create("-_/+=");

    private const int Hash = 8;

    private const int LongerThanNames = 48;

    /// <summary>How much speaks for a secret besides the text itself.</summary>
    public enum Context
    {
        /// <summary>Nothing: only what can hardly be anything else.</summary>
        None,

        /// <summary>It stands where somebody put a value: a part of an address.</summary>
        Value,

        /// <summary>It is all of a value that somebody gave to a name: a stage variable, a tag, a member of JSON.</summary>
        Whole,

        /// <summary>A word nearby says key, authorization or signature.</summary>
        Named,
    }

    /// <summary>Whether a run of letters and digits is random, a digest included: for what begins like a secret already.</summary>
    public static bool IsRandom(ReadOnlySpan<char> run) =>
        run.Length >= 12 && run.ContainsAnyInRange('0', '9') && Changes(run) >= 0.25 && !IsName(run);

    /// <summary>Whether it is several words with something between them: <c>orders-platform-authorizer-prod</c>.</summary>
    public static bool IsWords(ReadOnlySpan<char> run)
    {
        var words = 0;
        foreach (var range in run.SplitAny(WordBorders))
        {
            var part = run[range];
            if (IsWord(part) && part.Length >= 4)
            {
                words++;
            }
            else if (part.Length > 3 || part.ContainsAnyInRange('A', 'Z'))
            {
                return false;
            }
        }

        return words >= 2;
    }

    /// <summary>Whether a run of letters, digits and <c>-_/+=</c> is a secret in its context.</summary>
    public static bool IsSecret(ReadOnlySpan<char> run, Context context) =>
        IsSecretPart(run.Trim('='), context, isWhole: true) || ContainsSecretPart(run, context);

    // Each part between separators by itself: in a path or a name, one part may be the key.
    private static bool ContainsSecretPart(ReadOnlySpan<char> run, Context context)
    {
        if (!run.ContainsAny(Separators))
        {
            return false;
        }

        foreach (var range in run.SplitAny(Separators))
        {
            if (IsSecretPart(run[range], context, isWhole: false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSecretPart(ReadOnlySpan<char> run, Context context, bool isWhole)
    {
        if (IsLogicalName(run) || IsCamelCaseWithNumbers(run))
        {
            return false;
        }

        if (run.Length < 16 || !run.ContainsAnyInRange('0', '9'))
        {
            // Without a digit, forty letters in two cases that no word is made of.
            return run.Length >= 28
                && run.ContainsAnyInRange('A', 'Z')
                && run.ContainsAnyInRange('a', 'z')
                && Changes(run) >= 0.42
                && !IsName(run);
        }

        var (hasUpper, hasLower) = (run.ContainsAnyInRange('A', 'Z'), run.ContainsAnyInRange('a', 'z'));
        if (IsHex(run))
        {
            return context switch
            {
                Context.Named => run.Length >= 16,
                // A digest of a file or a commit has 40 or 64 digits; 32 is what keys have.
                Context.Whole => isWhole && run.Length is 32 && hasLower != hasUpper,
                _ => false,
            };
        }

        if (IsUuid(run) || (isWhole && IsName(run)))
        {
            return context is Context.Named && IsUuid(run);
        }

        if (isWhole && context is not Context.Named && IsOfDigests(run))
        {
            return false;
        }

        var changes = Changes(run);
        return (hasUpper && hasLower, context) switch
        {
            (true, Context.Named) => changes >= 0.3,
            (true, Context.Value or Context.Whole) =>
                run.Length >= 20 && changes >= (isWhole && IsBase64OfThirtyBytes(run) ? 0.3 : run.Length >= 32 ? 0.4 : 0.45),
            (true, _) => run.Length >= 32 && changes >= 0.42,
            // Identifiers have one case, too; none is as long as this.
            (false, Context.Named) => changes >= 0.2,
            (false, Context.Value or Context.Whole) => run.Length >= 32 && changes >= (run.Length >= LongerThanNames ? 0.15 : 0.22),
            (false, _) => run.Length >= 40 && changes >= (run.Length >= LongerThanNames ? 0.15 : 0.25),
        };
    }

    // "GetOrdersHandler8F3D5B2C" by the CDK, "OrdersApiDeployment5b1c3d2f9a" by SAM
    private static bool IsLogicalName(ReadOnlySpan<char> run) =>
        (run.Length >= 14 && !run[^10..].ContainsAnyExcept(LowerHex) && IsWord(run[..^10]))
            || (run.Length >= 12 && WithoutHashes(run) is var rest && rest.ContainsAnyInRange('a', 'z') && IsWord(rest));

    // "ShopApiOrdersGETApiPermissionShopStackOrdersApi943E9DE2GETordersEBB1F570" has two.
    private static ReadOnlySpan<char> WithoutHashes(ReadOnlySpan<char> run)
    {
        var (rest, length) = (new char[run.Length], 0);
        for (var at = 0; at < run.Length; at++)
        {
            var hash = at >= 4 && run.Length - at >= Hash ? run.Slice(at, Hash) : default;
            if (hash is not []
                && hash.ContainsAnyInRange('0', '9')
                && !hash.ContainsAnyExcept(UpperHex)
                && !(run.Length > at + Hash && char.IsAsciiDigit(run[at + Hash])))
            {
                at += Hash - 1;
            }
            else
            {
                rest[length++] = run[at];
            }
        }

        return rest.AsSpan(0, length);
    }

    // "1+965ec430...", "932965ec...-37", "sha-965ec430...": digests and numbers.
    private static bool IsOfDigests(ReadOnlySpan<char> run)
    {
        if (!run.ContainsAny(Separators))
        {
            return false;
        }

        foreach (var range in run.SplitAny(Separators))
        {
            var part = run[range];
            if (part.Length > 4
                && !IsWord(part)
                && !(IsHex(part) && part.ContainsAnyInRange('a', 'f') != part.ContainsAnyInRange('A', 'F'))
                && part.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHex(ReadOnlySpan<char> run) => !run.ContainsAnyExcept(SecretAlphabet.Hex);

    // Secret access keys of AWS have forty letters, most of them a '+' or '/' among them; the one in AWS's own documentation has words in
    // it.
    private static bool IsBase64OfThirtyBytes(ReadOnlySpan<char> run) =>
        run.Length is 40 && run.ContainsAny('+', '/') && !run.ContainsAny('-', '_', '=');

    private static bool IsUuid(ReadOnlySpan<char> run) => run.Length is 36 && Guid.TryParseExact(run, "D", out _);

    // "OrdersStack-GetOrdersHandler8F3D5B2C-9Xk2LmPqRsTu", "lambda/orders/v12": words first, whatever follows.
    private static bool IsName(ReadOnlySpan<char> run)
    {
        var words = 0;
        foreach (var range in run.SplitAny(Separators))
        {
            var part = run[range];
            if (part.Length >= 3 && IsWord(part))
            {
                words++;
            }
        }

        var first = run.IndexOfAny(Separators);
        return first >= 0 && words > 0 && (IsWord(run[..first]) || words >= 2);
    }

    /// <summary>
    /// Whether it is a word or several that follow each other without a gap: <c>Orders</c>, <c>getOrdersHandler</c>, <c>prod2</c>.
    /// </summary>
    public static bool IsWord(ReadOnlySpan<char> part)
    {
        if (part.Length < 3 || !char.IsAsciiLetter(part[0]))
        {
            return false;
        }

        var letters = part.TrimEnd("0123456789");
        return letters.Length >= 3
            && !letters.ContainsAnyInRange('0', '9')
            && letters.ContainsAny(SecretAlphabet.Vowels)
            && (Changes(letters) <= 0.4 || IsCamelCase(letters));
    }

    // "oauth2TokenExchangeV3HandlerProdEuWest1": words of two letters and more, a number behind some of them.
    private static bool IsCamelCaseWithNumbers(ReadOnlySpan<char> run)
    {
        var (words, at) = (0, 0);
        while (at < run.Length)
        {
            var start = at;
            at += char.IsAsciiLetterUpper(run[at]) ? 1 : 0;
            while (at < run.Length && char.IsAsciiLetterLower(run[at]))
            {
                at++;
            }

            var letters = at - start;
            while (at < run.Length && char.IsAsciiDigit(run[at]))
            {
                at++;
            }

            // "V3", and what begins a name.
            var isVersion = letters is 1 && at - start <= 3 && run[start] is 'V' or 'v';
            if (at == start
                || at - start - letters > 3
                || (letters < 2 && !isVersion)
                || (letters >= 3 && !run.Slice(start, letters).ContainsAny(SecretAlphabet.Vowels)))
            {
                return false;
            }

            words += letters >= 3 ? 1 : 0;
        }

        return words >= 3 && words * 10 >= run.Length;
    }

    // "UserAuthApi": no small letter stands alone.
    private static bool IsCamelCase(ReadOnlySpan<char> letters)
    {
        var small = 0;
        for (var at = 0; at <= letters.Length; at++)
        {
            if (at < letters.Length && char.IsAsciiLetterLower(letters[at]))
            {
                small++;
            }
            else if (small is 1)
            {
                return false;
            }
            else
            {
                small = 0;
            }
        }

        return true;
    }

    /// <summary>How often one kind of letter follows another, between 0 and 1.</summary>
    private static double Changes(ReadOnlySpan<char> run)
    {
        var (changes, pairs) = (0, 0);
        for (var index = 1; index < run.Length; index++)
        {
            var (before, after) = (Class(run[index - 1]), Class(run[index]));
            if (before is 0 || after is 0)
            {
                continue;
            }

            pairs++;
            changes += before == after ? 0 : 1;
        }

        return pairs is 0 ? 0 : (double)changes / pairs;
    }

    private static int Class(char letter) => letter switch
    {
        >= 'a' and <= 'z' => 1,
        >= 'A' and <= 'Z' => 2,
        >= '0' and <= '9' => 3,
        _ => 0,
    };
}
