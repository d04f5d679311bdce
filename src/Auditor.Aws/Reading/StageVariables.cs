using System.Text.RegularExpressions;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Reading;

/// <summary>Puts the values of stage variables into addresses.</summary>
internal static partial class StageVariables
{
    /// <summary>A stage variable in the address stands for as many addresses as there are stages, and canaries with variables of their own, with a value for it.</summary>
    public static IEnumerable<string> Resolved(string address, Fact<ImmutableArray<Stage>> stages) => address.Contains("${stageVariables.", StringComparison.Ordinal)
        ? stages.ValueOr([])
            .SelectMany(stage => stage.Canary is { VariableOverrides: not [] } canary ? [stage.Variables, canary.VariablesOver(stage.Variables)] : ImmutableArray.Create(stage.Variables))
            .Select(variables => StageVariable().Replace(address, variable => variables.FirstOrDefault(candidate => candidate.Name == variable.Groups["name"].Value)?.Value ?? variable.Value))
            .Distinct(StringComparer.Ordinal)
        : [address];

    [GeneratedRegex("\\$\\{stageVariables\\.(?<name>[A-Za-z0-9_]+)\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex StageVariable();
}
