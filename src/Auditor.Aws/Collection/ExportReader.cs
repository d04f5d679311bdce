using System.Net;
using System.Text.Json;
using Auditor.Aws.Operations;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads what is deployed in full, where the working copy cannot stand for it: a call for each deployment that differs.</summary>
internal sealed class ExportReader(RegionReader region)
{
    private const string OtherDeployment = "OtherDeployment";

    /// <param name="api">The API with what was read of it.</param>
    /// <param name="hasChanged">Whether the working copy was seen to change since a deployment was made.</param>
    /// <param name="reading">Names the API in gaps.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ImmutableArray<Deployment>> ReadAsync(Api api, Func<string, bool> hasChanged, ApiReading reading, CancellationToken cancellationToken)
    {
        var configured = api.Routes.IsKnown ? Demands(api.Routes.Value.Select(route => (route.Key, route.Authorization, route.ApiKeyRequired))) : null;
        return [.. await Task.WhenAll(api.Deployments.Select(ReadAsync)).ConfigureAwait(false)];

        async Task<Deployment> ReadAsync(Deployment deployment)
        {
            // It exports what a stage serves; whether there is a way to export what its canary serves is not documented.
            if (deployment.Definition.IsKnown || IsHopeless(deployment) || !deployment.Methods.IsKnown || api.Stages.ValueOr([]).FirstOrDefault(stage => stage.DeploymentId == deployment.Id) is not { } stage)
            {
                return deployment;
            }

            var deployed = Demands(deployment.Methods.Value.Select(method => (method.Key, method.Authorization, method.ApiKeyRequired)));
            return WasTried(deployment) || hasChanged(deployment.Id) || configured?.SetEquals(deployed) is false
                ? deployment with { Definition = await ExportAsync(api, stage, deployed, reading, cancellationToken).ConfigureAwait(false) }
                : deployment;
        }
    }

    private async Task<Fact<DeployedDefinition>> ExportAsync(Api api, Stage stage, HashSet<(string, Fact<AuthorizationKind>, bool)> deployed, ApiReading reading, CancellationToken cancellationToken)
    {
        var operation = RestApiOperations.GetExport;
        try
        {
            var export = await region.CallAsync(operation, new() { ["restapi_id"] = api.Id, ["stage_name"] = stage.Name, ["export_type"] = "oas30" }, cancellationToken).ConfigureAwait(false);
            var definition = new ExportedDeployment(export, api).Definition();
            // Somebody may have deployed since the stages were read, and then this is another deployment.
            return Demands(definition.Routes.Select(route => (route.Key, route.Authorization, route.ApiKeyRequired))).SetEquals(deployed)
                ? definition
                : new Unknown($"The export of stage {Core.Text.Quote.Of(stage.Name)} does not have the methods of the stage's deployment; it may have been deployed anew meanwhile.") { Operation = operation.Id, Code = OtherDeployment };
        }
        catch (JsonException exception)
        {
            return new Unknown($"The export of stage {Core.Text.Quote.Of(stage.Name)} is not the document that it should be: {exception.Message}") { Operation = operation.Id, Code = nameof(CallFailure.MalformedAnswer) };
        }
        catch (AwsCallException failure) when (failure.Status is HttpStatusCode.BadRequest && failure.Failure is CallFailure.Other)
        {
            // An API with models that are not JSON cannot be exported: nobody could mend this gap.
            return new Unknown($"API Gateway does not export the stage: {failure.Message}") { Operation = operation.Id, Code = failure.ErrorCode };
        }
        catch (AwsCallException failure)
        {
            return region.Gaps.Add(failure, $"{reading.Arn}/stages/{stage.Name}", $"Integrations, authorizers and policy that stage {Core.Text.Quote.Of(stage.Name)} of API {reading.Name} serves; what is configured stands in for them, and differs.");
        }
    }

    private static bool WasTried(Deployment deployment) => !deployment.Definition.Equals(default);

    private static bool IsHopeless(Deployment deployment) => WasTried(deployment) && deployment.Definition.Unknown is { Code: "BadRequestException" };

    private static HashSet<(string, Fact<AuthorizationKind>, bool)> Demands(IEnumerable<(string, Fact<AuthorizationKind>, bool)> methods) => [.. methods];
}
