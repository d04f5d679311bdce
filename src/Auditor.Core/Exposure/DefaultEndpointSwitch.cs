using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Tells whether an API answers under its execute-api name on a stage: switching that off acts later than it is saved.</summary>
/// <remarks>
/// REST: with the next deployment, or any update of a stage's settings (Disable the default endpoint for REST APIs). HTTP: with the next
/// deployment, which a stage that deploys automatically makes at once (Disable the default endpoint for HTTP APIs).
/// </remarks>
public static class DefaultEndpointSwitch
{
    // A deployment updates its stage a moment after it was made.
    private static readonly TimeSpan Deploying = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether the name is switched off for callers of a stage; unknown when it is configured so and what is deployed could not be read.
    /// </summary>
    public static Fact<bool> IsOff(Api api, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        if (!api.IsRest
            && (stage.ServesConfiguration || DeployedRoutes.CannotBeKnown(api, stage) || DeployedRoutes.ServesNothing(api, stage)))
        {
            return api.DisableExecuteApiEndpoint;
        }

        var definition = DefinitionOf(api, stage);
        if (definition.IsKnown)
        {
            return IsOff(api, stage, definition.Value.DisableExecuteApiEndpoint ?? false);
        }

        // Inventories of earlier versions have nothing better than what is configured.
        return !api.DisableExecuteApiEndpoint || (api.IsRest && definition.Equals(default))
            ? api.DisableExecuteApiEndpoint
            : NotRead(api, stage, definition);
    }

    /// <summary>Whether the name is switched off for callers of every stage.</summary>
    public static Fact<bool> IsOffEverywhere(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        if (!api.Stages.IsKnown || api.Stages.Value is [])
        {
            return api.DisableExecuteApiEndpoint;
        }

        var stages = api.Stages.Value.Select(stage => IsOff(api, stage)).ToList();
        // Where it answers on one stage, what is unknown of the others changes nothing.
        if (stages.Exists(isOff => isOff is { IsKnown: true, Value: false }))
        {
            return false;
        }

        return stages.Select(isOff => isOff.Unknown).FirstOrDefault(reason => reason is not null) is { } unknown ? unknown : true;
    }

    /// <summary>Whether it is configured to be off and callers of a stage meet it all the same.</summary>
    public static bool IsNotYetOff(Api api, Stage stage) =>
        api.DisableExecuteApiEndpoint && IsOff(api, stage) is { IsKnown: true, Value: false };

    private static Fact<bool> IsOff(Api api, Stage stage, bool isDeployedOff)
    {
        var deployedAt = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.CreatedAt;
        if (!api.IsRest || isDeployedOff == api.DisableExecuteApiEndpoint
            || stage.LastUpdatedAt is null || deployedAt is null || stage.LastUpdatedAt <= deployedAt + Deploying)
        {
            return isDeployedOff;
        }

        // An update of the stage makes the switch act, where the switch was saved before it. Switched on again since, the name may answer;
        // switched off since, it may not any more, and nobody is told when the switch was saved.
        return isDeployedOff ? false : new Unknown(
            $"The default endpoint of API {Quote.Of(api.Name)} was switched off after the deployment of stage {Quote.Of(stage.Name)}, and "
                + $"the stage was updated since, which makes the switch act if it was saved before: nobody can tell.");
    }

    private static Fact<DeployedDefinition> DefinitionOf(Api api, Stage stage) =>
        api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Definition ?? default;

    private static Unknown NotRead(Api api, Stage stage, Fact<DeployedDefinition> definition) =>
        new($"The default endpoint of API {Quote.Of(api.Name)} is switched off as configured; whether that is deployed on stage "
            + $"{Quote.Of(stage.Name)} was not read{(definition.Equals(default) ? "" : $" ({definition.Unknown?.Because.TrimEnd('.')})")}.")
        {
            Operation = definition.Unknown?.Operation,
            Code = definition.Unknown?.Code,
        };
}
