using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Fills stage variables into what an integration or authorizer names: the same text names one thing per stage.</summary>
public static partial class StageVariables
{
    /// <summary>What a text names on the stage of a route.</summary>
    /// <returns>
    /// The text; <see langword="null"/> where a variable has no value on the stage, so that API Gateway finds nothing to call; unknown
    /// where the value was not stored.
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
                return new Unknown($"The value of stage variable {Quote.Of(name)} of stage {Quote.Of(route.Stage.Name)} looked like a "
                    + $"secret and was not stored.");
            }

            isSet &= !string.IsNullOrEmpty(variable?.Value);
            filled = filled.Replace($"${{stageVariables.{name}}}", variable?.Value, StringComparison.Ordinal);
        }

        return isSet ? filled : (string?)null;
    }

    /// <summary>
    /// All that a text names: one for each stage, and for each canary with variables of its own. A variable that has no value there stays
    /// as it is written.
    /// </summary>
    public static IEnumerable<string> FillInEverywhere(string text, Fact<ImmutableArray<Stage>> stages) => Reference().IsMatch(text)
        ? stages.ValueOr([])
            .SelectMany(VariablesOf)
            .Select(variables => Reference()
                .Replace(text, reference => ValueOf(variables, reference.Groups["name"].Value) ?? reference.Value))
            .Distinct(StringComparer.Ordinal)
        : [text];

    private static IEnumerable<ImmutableArray<StageVariable>> VariablesOf(Stage stage) =>
        stage.Canary is { VariableOverrides: not [] } canary ? [stage.Variables, canary.VariablesOver(stage.Variables)] : [stage.Variables];

    private static string? ValueOf(ImmutableArray<StageVariable> variables, string name) =>
        variables.FirstOrDefault(variable => variable.Name == name)?.Value;

    [GeneratedRegex(
        "\\$\\{stageVariables\\.(?<name>[A-Za-z0-9_]+)\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Reference();
}
