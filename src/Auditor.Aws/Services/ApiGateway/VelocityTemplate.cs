using System.Text.RegularExpressions;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Finds in a mapping template what it sets and what it asks. It is not run.</summary>
internal static partial class VelocityTemplate
{
    private const int LongestArgument = 1000;

    /// <summary>What the template sets a response header to.</summary>
    public static IEnumerable<string> ValuesOf(string template, string header) => Directive().Matches(template)
        .Where(directive => directive.Groups["name"].Value is "set")
        .Select(directive => Argument(template, directive.Index + directive.Length).Split('=', 2))
        .Where(parts => parts.Length is 2
            && HeaderOf(parts[0]) is { } name
            && string.Equals(name, header, StringComparison.OrdinalIgnoreCase))
        .Select(parts => parts[1].Trim());

    /// <summary>What the template sets a variable of its own to.</summary>
    public static IEnumerable<string> AssignmentsOf(string template, string variable) => Directive().Matches(template)
        .Where(directive => directive.Groups["name"].Value is "set")
        .Select(directive => Argument(template, directive.Index + directive.Length).Split('=', 2))
        .Where(parts => parts.Length is 2 && string.Equals(VariableOf(parts[0]), variable, StringComparison.Ordinal))
        .Select(parts => parts[1].Trim());

    /// <summary>What the template makes anything depend on.</summary>
    public static IEnumerable<string> ConditionsOf(string template) => Directive().Matches(template)
        .Where(directive => directive.Groups["name"].Value is "if" or "elseif")
        .Select(directive => Argument(template, directive.Index + directive.Length));

    /// <summary>The name in <c>$origin</c>, <c>$!origin</c> or <c>${origin}</c>; null for anything longer.</summary>
    public static string? VariableOf(string expression) =>
        Variable().Match(expression.Trim()) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string? HeaderOf(string target) =>
        ResponseHeader().Match(target.Trim()) is { Success: true } match ? match.Groups["name"].Value : null;

    // From behind the opening parenthesis to the one that closes it, if it is not too far away.
    private static string Argument(string template, int start)
    {
        var depth = 1;
        var end = start;
        var last = Math.Min(template.Length, start + LongestArgument);
        for (; end < last && depth > 0; end++)
        {
            depth += template[end] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return template[start..(depth is 0 ? end - 1 : end)];
    }

    [GeneratedRegex(@"#\{?(?<name>set|if|elseif)\}?\s*\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\$!?\{?(?<name>[A-Za-z_][A-Za-z0-9_-]*)\}?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Variable();

    [GeneratedRegex(
        @"^\$!?\{?context\.responseOverride\.header(\.|\[\s*['""])(?<name>[A-Za-z0-9-]+)['""\]\}\s]*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex ResponseHeader();
}
