using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;

namespace Auditor.Cli.Collecting;

/// <summary>Which stage variables hold secrets in this house: their values are not even read into the inventory.</summary>
internal static class SecretVariables
{
    /// <summary>What the rule about them is set to, whether or not it runs: leaving it out must not bring values into files.</summary>
    public static ImmutableArray<string> Of(RuleSettings settings) =>
        settings.Of(new SecretInStageVariable().Info, SecretInStageVariable.Names);
}
