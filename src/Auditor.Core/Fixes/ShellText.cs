using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Core.Fixes;

/// <summary>Writes values into commands so that a shell takes them for values, whoever chose them.</summary>
public static partial class ShellText
{
    /// <summary>What the blanks of commands begin with: <c>YOUR_CERTIFICATE_ARN</c>.</summary>
    public const string BlankPrefix = "YOUR_";

    private const int LongestValue = 4096;

    /// <summary>The text as one word of a shell: between single quotes.</summary>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>The blanks of a command, each once, in the order in which they stand there.</summary>
    public static IEnumerable<string> BlanksOf(string command) =>
        Blank().Matches(command).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    /// <summary>The command with a variable of the shell in place of each blank, whatever quotes the blank stands in.</summary>
    /// <param name="command">The command.</param>
    /// <param name="variableOf">The variable's name for a blank.</param>
    public static string WithVariables(string command, Func<string, string> variableOf)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(variableOf);
        var (result, quotes, at) = (new StringBuilder(command.Length + 32), new ShellQuotes(), 0);
        while (at < command.Length)
        {
            if (Blank().Match(command, at) is { Success: true } blank && blank.Index == at)
            {
                var variable = $"${{{variableOf(blank.Value)}}}";
                result.Append(quotes.Around switch
                {
                    ShellQuote.Single => $"'\"{variable}\"'",
                    ShellQuote.Double => variable,
                    _ => $"\"{variable}\"",
                });
                at += blank.Length;
                continue;
            }

            quotes.Read(command[at]);
            result.Append(command[at++]);
        }

        return result.ToString();
    }

    /// <summary>Whether a command is complete: no quotes are open.</summary>
    internal static bool IsComplete(string command)
    {
        var quotes = new ShellQuotes();
        foreach (var character in command)
        {
            quotes.Read(character);
        }

        return quotes.IsComplete;
    }

    /// <summary>Whether it can stand in a command: nothing in it is invisible, or moves other text about.</summary>
    internal static bool CanStand(string value) => value.Length is > 0 and <= LongestValue && value.EnumerateRunes().All(rune =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned));

    /// <summary>Whether all of a command is seen by whoever reads it, over however many lines it goes.</summary>
    public static bool CanBeRead(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Length > 0 && command.Split('\n').All(line => line.Length == 0 || CanStand(line));
    }

    /// <summary>The template with values in place of <c>{name}</c>, each written as the quotes around it demand.</summary>
    /// <param name="template">A command.</param>
    /// <param name="valueOf">The value for a name; <see langword="null"/> where it is no placeholder.</param>
    internal static string Fill(string template, Func<string, string?> valueOf)
    {
        var (result, quotes, at) = (new StringBuilder(template.Length + 64), new ShellQuotes(), 0);
        while (at < template.Length)
        {
            if (FixPlaceholder.At(template, at) is { } name && valueOf(name) is { } value)
            {
                result.Append(Written(value, quotes, isJson: name.EndsWith("Json", StringComparison.Ordinal)));
                at += name.Length + 2;
                continue;
            }

            quotes.Read(template[at]);
            result.Append(template[at++]);
        }

        return result.ToString();
    }

    private static string Written(string value, ShellQuotes quotes, bool isJson) => quotes.Around switch
    {
        // JSON and the AWS CLI's own notation escape alike.
        ShellQuote.Single when quotes.IsInText && !isJson => InSingle(
            value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)),
        ShellQuote.Single => InSingle(value),
        ShellQuote.Double => ForDouble().Replace(value, "\\$0"),
        _ => Plain().IsMatch(value) ? value : Quoted(value),
    };

    private static string InSingle(string value) => value.Replace("'", "'\\''", StringComparison.Ordinal);

    [GeneratedRegex(@"\bYOUR_[A-Z][A-Z0-9_]*\b", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex("[\\\\\"$`]", RegexOptions.CultureInvariant)]
    private static partial Regex ForDouble();

    [GeneratedRegex(@"^[A-Za-z0-9./_][A-Za-z0-9._/:@%+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
