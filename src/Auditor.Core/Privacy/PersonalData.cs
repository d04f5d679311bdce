using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Core.Privacy;

/// <summary>
/// Takes out e-mail addresses and telephone numbers, for reports that leave the house: <c>[e-mail address]~kivobu.radate@zinomu.fepako</c>.
/// </summary>
/// <remarks>What stands there instead is made word by word, so that what a wildcard in a policy matched it still matches.</remarks>
public sealed partial class PersonalData : INameChange
{
    private const string Mail = "[e-mail address]~";
    private const string Telephone = "[telephone number]~";

    private readonly Anonymizer _words = new();

    /// <inheritdoc/>
    public void Learn(string text) => _words.Learn(text);

    /// <inheritdoc/>
    public string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return JsonStrings.Rewrite(text, OfText, (_, value) => Text(value)) ?? OfText(text);
    }

    private string OfText(string text) =>
        text.Contains('@', StringComparison.Ordinal) || text.Contains("%40", StringComparison.Ordinal) || Number().IsMatch(text)
            ? Number().Replace(Address().Replace(text, OfAddress), OfNumber)
            : text;

    // A pattern that begins with a wildcard goes on matching what begins with the mark.
    private string OfAddress(Match match) =>
        match.Value.StartsWith('*') || match.Groups["done"].Success ? match.Groups["done"].Success ? match.Value
            : _words.Text(match.Value)
            : Mail + _words.Text(match.Value);

    private string OfNumber(Match match) =>
        match.Groups["done"].Success ? match.Value : Telephone + _words.Text(string.Concat(match.Value.Where(char.IsAsciiDigit)));

    // "jane.doe+aws@example.com", "*@example.com", "jane*@example.com", "jane.doe%40example.com"
    [GeneratedRegex(
        @"(?<done>\[e-mail address\]~[^\s""'<>,;]*)|(?<![A-Za-z0-9._%+*?-])[A-Za-z0-9*?][A-Za-z0-9._+*?-]{0,63}(@|%40)([A-Za-z0-9*?-]{1,63}\.)+[A-Za-z*?]{2,24}(?![A-Za-z0-9*?-])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Address();

    // "+49 170 1234567", "+1 (555) 010-0199", "(555) 010-0199", "tel:0170-1234567"
    [GeneratedRegex(
        @"(?<done>\[telephone number\]~[0-9]*)|(?<![A-Za-z0-9_.+/:=-])(\+[1-9]\d{0,2}([ ./-]?\(?\d{1,5}\)?){2,6}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}-\d{3}-\d{4})(?![A-Za-z0-9_-])|(?<=tel:)[+0-9][0-9 ./()-]{5,18}[0-9]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Number();
}
