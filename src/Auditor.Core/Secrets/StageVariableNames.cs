using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Core.Secrets;

/// <summary>What the names of stage variables say besides themselves.</summary>
/// <param name="Secret">Names of those that hold secrets whatever they look like, in any case, with <c>*</c> for any characters.</param>
/// <param name="Naming">Those by which an address calls a function, a host or a role: they name that.</param>
public sealed partial record StageVariableNames(ImmutableArray<string> Secret, ImmutableHashSet<string> Naming)
{
    public static StageVariableNames None { get; } = new([], []);

    /// <summary>The value of a stage variable without its secrets.</summary>
    public string Mask(string name, string value) => (Naming.Contains(name), IsSecret(name)) switch
    {
        (true, _) => SecretJudge.Mask(value),
        // An ARN says where a secret is kept.
        (_, true) when !value.StartsWith("arn:", StringComparison.Ordinal) => SecretJudge.MaskWhole(value),
        _ => SecretJudge.Mask(name, value),
    };

    /// <summary>
    /// The stage variables that name something in a text: <c>function:${stageVariables.x}</c>, <c>https://${stageVariables.host}/</c>,
    /// <c>role/${stageVariables.role}</c>.
    /// </summary>
    public static IEnumerable<string> NamingIn(string text) => text.Contains("${stageVariables.", StringComparison.Ordinal)
        ? NamingVariable().Matches(text).Select(match => match.Groups["name"].Value)
        : [];

    private bool IsSecret(string name) => Secret.Any(pattern => NamePattern.Matches(pattern, name, ignoreCase: true));

    [GeneratedRegex(
        @"(function:([^?""]*?:)?|://|://[^/?#""]*?[.:]|:role/([^?""]*?/)?)\$\{stageVariables\.(?<name>[A-Za-z0-9_]+)\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex NamingVariable();
}
