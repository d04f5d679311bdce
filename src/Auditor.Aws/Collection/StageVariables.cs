using System.Text.RegularExpressions;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Puts the values of stage variables into addresses.</summary>
internal static partial class StageVariables
{
    /// <summary>A stage variable in the address stands for as many addresses as there are stages with a value for it.</summary>
    public static IEnumerable<string> Resolved(string address, Fact<ImmutableArray<Stage>> stages) => address.Contains("${stageVariables.", StringComparison.Ordinal)
        ? stages.ValueOr([]).Select(stage => StageVariable().Replace(address, variable => stage.Variables.FirstOrDefault(candidate => candidate.Name == variable.Groups["name"].Value)?.Value ?? variable.Value))
        : [address];

    [GeneratedRegex("\\$\\{stageVariables\\.(?<name>[A-Za-z0-9_]+)\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex StageVariable();
}
