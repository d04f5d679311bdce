using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>An API as a stage serves it: what its deployment's export tells in place of what is configured.</summary>
/// <param name="Api">The API, with policy, switches, authorizers, validators and gateway responses of the deployment as far as they were
/// read.</param>
/// <param name="Caveat">What callers meet may be something else for this reason; <see langword="null"/> when it was read.</param>
/// <param name="NotRead">Why it could not be read although AWS could have told; <see langword="null"/> when it was read or nobody can
/// tell.</param>
public sealed record ServedApi(Api Api, string? Caveat, Unknown? NotRead)
{
    /// <summary>What of it is what is configured.</summary>
    internal StandIn StandsIn { get; init; }

    /// <summary>The code of an export that API Gateway refuses to make, whoever asks.</summary>
    public const string RefusedExport = "BadRequestException";

    /// <summary>The code of what only a canary serves, which cannot be exported.</summary>
    public const string CanaryOnly = "CanaryOnly";

    /// <summary>Works out what a stage serves; its canary, if any, serves methods of its own behind the same policy.</summary>
    public static ServedApi Of(Api api, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        var definition = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Definition ?? default;
        if (definition.IsKnown)
        {
            return Exported(api, stage, definition.Value);
        }

        // Inventories of earlier versions have an export only where the working copy was seen to differ.
        if (definition.Equals(default))
        {
            return new(api, null, null);
        }

        var reason = definition.Unknown ?? Unknown.NotCollected;
        return new(
            api,
            $"Policy, authorizers and integrations were read from the API's working copy, which may differ from what stage "
                + $"{Quote.Of(stage.Name)} serves: {reason.Because}",
            reason.Code is RefusedExport ? null : reason)
        {
            StandsIn = StandIn.Definition,
        };
    }

    internal static bool IsPrivate(Api api) => api.EndpointType is { IsKnown: true, Value: EndpointType.Private };

    private static ServedApi Exported(Api api, Stage stage, DeployedDefinition definition)
    {
        var isWithoutPolicy = definition.ResourcePolicy is null && api.ResourcePolicy is not null;
        // API Gateway deploys no PRIVATE API without a policy, so an export that lacks one says nothing.
        var isPrivate = IsPrivate(api);
        var isOff = DefaultEndpointSwitch.IsOff(api, stage);
        var served = api with
        {
            Authorizers = ExportStandIns.Of(definition.Authorizers, api.Authorizers.ValueOr([])),
            ResourcePolicy = isWithoutPolicy && isPrivate ? api.ResourcePolicy
                : PolicyDifference.AreSame(definition.ResourcePolicy, api.ResourcePolicy) ? api.ResourcePolicy
                : definition.ResourcePolicy,
            DisableExecuteApiEndpoint = isOff.IsKnown ? isOff.Value : api.DisableExecuteApiEndpoint,
            ApiKeySource = definition.ApiKeySource ?? api.ApiKeySource,
            RequestValidators = definition.RequestValidators is { } validators ? validators : api.RequestValidators,
            GatewayResponses = definition.GatewayResponses is { } responses ? responses : api.GatewayResponses,
            Cors = api.IsRest ? api.Cors : definition.Cors,
        };
        var caveats = new List<string>();
        var standsIn = StandIn.None;
        if (isWithoutPolicy)
        {
            standsIn |= StandIn.ResourcePolicy;
            caveats.Add(isPrivate
                ? $"The export of what stage {Quote.Of(stage.Name)} serves has no resource policy, which a PRIVATE API must have, so the "
                    + $"policy is the one that is saved."
                : $"The export of what stage {Quote.Of(stage.Name)} serves has no resource policy: the one that is saved acts with the "
                    + $"next deployment.");
        }

        if (DefaultEndpointSwitch.IsNotYetOff(api, stage))
        {
            standsIn |= StandIn.DefaultEndpoint;
            caveats.Add($"The default endpoint is switched off as saved, and not in the export of what stage {Quote.Of(stage.Name)} "
                + $"serves: it answers until the API is deployed{(api.IsRest ? " or a setting of a stage is updated" : "")}.");
        }

        if (!definition.Authorizers.SequenceEqual(served.Authorizers.Value.Where(authorizer => definition.Authorizers.Any(
            exported => exported.Id == authorizer.Id))))
        {
            standsIn |= StandIn.Authorizers;
            caveats.Add($"What the export of what stage {Quote.Of(stage.Name)} serves leaves out of its authorizers was read from the "
                + $"API's working copy.");
        }

        return new(served, caveats is [] ? null : string.Join(' ', caveats), null) { StandsIn = standsIn };
    }
}
