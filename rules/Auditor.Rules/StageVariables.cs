using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Rules;

/// <summary>Fills stage variables into what an integration names, as one stage serves it: the same text names one thing per stage.</summary>
internal static partial class StageVariables
{
    /// <returns>
    /// The text; <see langword="null"/> where a variable has no value on the stage, so that API Gateway finds nothing to call; unknown where the
    /// value was not stored.
    /// </returns>
    public static Fact<string?> FillIn(string text, DeployedRoute route)
    {
        var (filled, isSet) = (text, true);
        foreach (var name in Reference().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal))
        {
            var variable = route.Variables.FirstOrDefault(variable => variable.Name == name);
            // Of an address only the password is gone, and it still leads somewhere.
            if (variable is { Redacted: true } && (variable.Value is null || SecretMark.IsWhole(variable.Value)))
            {
                return new Unknown($"The value of stage variable {Quote.Of(name)} of stage {Quote.Of(route.Stage.Name)} looked like a secret and was not stored.");
            }

            isSet &= !string.IsNullOrEmpty(variable?.Value);
            filled = filled.Replace($"${{stageVariables.{name}}}", variable?.Value, StringComparison.Ordinal);
        }

        return isSet ? filled : (string?)null;
    }

    [GeneratedRegex("\\$\\{stageVariables\\.(?<name>[A-Za-z0-9_]+)\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
