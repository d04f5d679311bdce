using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Identity;

/// <summary>A Resource element's value, ready to be compared with ARNs.</summary>
/// <remarks>
/// IAM user guide, "IAM JSON policy elements: Resource": wildcards stay inside the part of an ARN between two colons, but for a <c>*</c> at
/// the end of a part, which reaches further; an ARN of fewer than six parts is completed with wildcards.
/// </remarks>
internal sealed class ArnTemplate
{
    private const char Any = PolicyTemplate.AnyText;
    private const char One = PolicyTemplate.AnyCharacter;

    private readonly string _pattern;
    private readonly string _literalStart;
    private readonly bool _isWhole;

    private ArnTemplate(PolicyText written, string pattern, bool isCertain)
    {
        Written = written;
        IsCertain = isCertain;
        _pattern = pattern;
        var wild = pattern.AsSpan().IndexOfAny(Any, One);
        _literalStart = wild < 0 ? pattern : pattern[..wild];
        _isWhole = pattern is [Any];
        IsComplete = pattern.Count(character => character == ':') >= 5;
    }

    public PolicyText Written { get; }

    /// <summary>Whether what it matches is known, and not left to what nobody has resolved.</summary>
    public bool IsCertain { get; }

    public bool IsEverything => _isWhole && IsCertain;

    /// <summary>Whether it has the six parts of an ARN.</summary>
    public bool IsComplete { get; }

    /// <summary>What it can at most match, in texts that <see cref="SampleTexts"/> reads.</summary>
    public IEnumerable<string> Shapes =>
        IsComplete || _isWhole
            ? [Inside(_pattern)]
            :
            [
                Inside(_pattern + string.Concat(Enumerable.Repeat($":{Any}", 5 - _pattern.Count(character => character == ':')))),
                Reaching(_pattern),
            ];

    /// <param name="text">The value, policy variables filled in.</param>
    /// <param name="hasVariables">Whether <c>${*}</c> stands for an asterisk.</param>
    /// <param name="api">The API whose resource policy it stands in; <see langword="null"/> for identity policies, which have no
    /// shorthand.</param>
    public static ArnTemplate Of(PolicyText text, bool hasVariables, string? api)
    {
        var template = PolicyTemplate.Of(api is null ? text : ResourcePattern.Expand(text, api), hasVariables, hasWildcards: true);
        return new(text, template.Pattern, template.IsCertain);
    }

    public Truth Matches(string arn)
    {
        if (_isWhole)
        {
            return IsCertain ? Truth.True : Truth.Unknown;
        }

        // Most patterns are about something else, which their first characters tell.
        if (!arn.StartsWith(_literalStart, StringComparison.Ordinal))
        {
            return Truth.False;
        }

        var matches = IsComplete ? MatchesParts(_pattern, arn) : MatchesParts(_pattern, arn) || Globs(_pattern, arn);
        return !matches ? Truth.False : IsCertain ? Truth.True : Truth.Unknown;
    }

    /// <summary>Whether it may match an ARN of a service; no means never.</summary>
    public bool MayBeOf(string service)
    {
        if (_isWhole || !IsComplete)
        {
            return true;
        }

        var rest = _pattern.AsSpan(_pattern.IndexOf(':', StringComparison.Ordinal) + 1);
        rest = rest[(rest.IndexOf(':') + 1)..];
        return Globs(rest[..rest.IndexOf(':')], service);
    }

    /// <summary>Whether it may match an ARN that begins like this; no means never.</summary>
    public bool MayMatchBelow(string arn)
    {
        if (_isWhole || !IsComplete)
        {
            return true;
        }

        var pattern = _pattern.AsSpan();
        var rest = arn.AsSpan();
        for (var part = 0; part < 5; part++)
        {
            var (end, stop) = (pattern.IndexOf(':'), rest.IndexOf(':'));
            if (stop < 0)
            {
                return true;
            }

            if (!Globs(pattern[..end], rest[..stop]))
            {
                return false;
            }

            pattern = pattern[(end + 1)..];
            rest = rest[(stop + 1)..];
        }

        var wild = pattern.IndexOfAny(Any, One);
        var literal = wild < 0 ? pattern : pattern[..wild];
        return literal.StartsWith(rest, StringComparison.Ordinal) || (wild >= 0 && rest.StartsWith(literal, StringComparison.Ordinal));
    }

    private static bool MatchesParts(ReadOnlySpan<char> pattern, ReadOnlySpan<char> arn)
    {
        for (var part = 0; part < 5; part++)
        {
            var (end, stop) = (pattern.IndexOf(':'), arn.IndexOf(':'));
            if (stop < 0 || !Globs(end < 0 ? pattern : pattern[..end], arn[..stop]))
            {
                return false;
            }

            arn = arn[(stop + 1)..];
            if (end < 0)
            {
                // An ARN that ends early goes on with anything.
                return arn.Count(':') >= 4 - part;
            }

            pattern = pattern[(end + 1)..];
        }

        return Globs(pattern, arn);
    }

    private static bool Globs(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        NamePattern.Matches(pattern, text, Any, One, ignoreCase: false);

    // Wildcards of all parts but the last take no colon.
    private static string Inside(string pattern)
    {
        if (pattern is [Any])
        {
            return SampleTexts.AnyMany.ToString();
        }

        var parts = pattern.Split(':', 6);
        return string.Join(':', parts.Select((part, at) => at == 5
            ? Reaching(part)
            : part.Replace(Any, SampleTexts.NotColonMany).Replace(One, SampleTexts.NotColonOne)));
    }

    private static string Reaching(string pattern) => pattern.Replace(Any, SampleTexts.AnyMany).Replace(One, SampleTexts.AnyOne);
}
