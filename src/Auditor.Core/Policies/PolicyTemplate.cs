using System.Collections.Immutable;
using Auditor.Core.Text;

namespace Auditor.Core.Policies;

/// <summary>A policy's text as literal characters, wildcards, and variables whose value nobody knows here.</summary>
internal sealed class PolicyTemplate
{
    /// <summary>
    /// Stands for <c>*</c> and for a variable: in both cases any text can be there. (Unicode noncharacters never occur in policies.)
    /// </summary>
    public const char AnyText = '\uFFFE';

    /// <summary>Stands for <c>?</c>.</summary>
    public const char AnyCharacter = '\uFFFF';

    private PolicyTemplate(string pattern, ImmutableArray<string> variables)
    {
        Pattern = pattern;
        Variables = variables;
    }

    /// <summary>
    /// The text with <see cref="AnyText"/> and <see cref="AnyCharacter"/> for what is not literal: what it can at most match.
    /// </summary>
    public string Pattern { get; }

    public ImmutableArray<string> Variables { get; }

    public bool IsCertain => Variables.IsEmpty;

    public static PolicyTemplate Of(PolicyText text, bool hasVariables, bool hasWildcards)
    {
        if (!text.IsResolved)
        {
            return new PolicyTemplate(AnyText.ToString(), [text.Text]);
        }

        var pattern = new System.Text.StringBuilder();
        var variables = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < text.Text.Length; at++)
        {
            var end = hasVariables && text.Text.AsSpan(at).StartsWith("${", StringComparison.Ordinal) ? text.Text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                pattern.Append(text.Text[at] switch
                {
                    '*' when hasWildcards => AnyText,
                    '?' when hasWildcards => AnyCharacter,
                    var literal => literal,
                });
                continue;
            }

            // ${*}, ${?} and ${$} are how a policy writes those characters themselves.
            var name = text.Text[(at + 2)..end].Trim();
            if (name is "*" or "?" or "$")
            {
                pattern.Append(name);
            }
            else
            {
                pattern.Append(AnyText);
                variables.Add($"${{{name}}}");
            }

            at = end;
        }

        return new PolicyTemplate(pattern.ToString(), variables.ToImmutable());
    }

    /// <summary>Compares a text of the request: unknown only where a variable decides.</summary>
    public Truth Matches(string value, bool ignoreCase = false)
    {
        return !Wildcards(Pattern, value, ignoreCase) ? Truth.False : IsCertain ? Truth.True : Truth.Unknown;
    }

    /// <summary>Compares ARNs part by part: a wildcard does not reach over a colon, except in the last part.</summary>
    public Truth MatchesArn(string arn)
    {
        var parts = Pattern.Split(':', 6);
        var values = arn.Split(':', 6);
        if (values.Length < 6 || parts.Length > 6)
        {
            return Truth.False;
        }

        for (var part = 0; part < 6; part++)
        {
            // IAM completes an ARN that ends early with wildcards.
            if (part < parts.Length && !Wildcards(parts[part], values[part], ignoreCase: false))
            {
                return Truth.False;
            }
        }

        return IsCertain ? Truth.True : Truth.Unknown;
    }

    private static bool Wildcards(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value, bool ignoreCase) =>
        NamePattern.Matches(pattern, value, AnyText, AnyCharacter, ignoreCase);
}
