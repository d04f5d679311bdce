using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads what is deployed in full: one export for each deployment that a stage serves.</summary>
internal sealed class ExportReader(RegionReader region)
{
    private const string OtherDeployment = "OtherDeployment";

    /// <summary>What a deployment of a REST API holds besides the summary of its methods.</summary>
    public Task<Fact<DeployedDefinition>> OfRestApiAsync(
        Api api, Deployment deployment, ApiReading reading, CancellationToken cancellationToken) =>
        // It exports what a stage serves; there is no way to export what its canary serves.
        api.Stages.ValueOr([]).FirstOrDefault(stage => stage.DeploymentId == deployment.Id) is { } stage
            ? ReadAsync(
                api,
                stage,
                RestApiOperations.GetExport,
                new() { ["restapi_id"] = api.Id, ["stage_name"] = stage.Name, ["export_type"] = "oas30" },
                deployment.Methods.IsKnown ? deployment.Methods.Value.Select(method => method.Key).ToHashSet(StringComparer.Ordinal) : null,
                reading,
                cancellationToken)
            : Task.FromResult<Fact<DeployedDefinition>>(new Unknown(
                "Only a canary serves the deployment, and API Gateway exports what stages "
                    + "serve.")
            { Operation = RestApiOperations.GetExport.Id, Code = ServedApi.CanaryOnly });

    /// <summary>What a stage serves.</summary>
    /// <param name="api">Whose stage it is.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="operation">Exports it.</param>
    /// <param name="arguments">Of the operation.</param>
    /// <param name="deployed">The methods of its deployment, where they are known.</param>
    /// <param name="reading">The reading of the API.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Fact<DeployedDefinition>> ReadAsync(
        Api api,
        Stage stage,
        Operation<Wire.RestExport> operation,
        JsonObject arguments,
        HashSet<string>? deployed,
        ApiReading reading,
        CancellationToken cancellationToken)
    {
        var target = $"{reading.Arn}/stages/{stage.Name}";
        var lost = $"Policy, authorizers and integrations that stage {Quote.Of(stage.Name)} of API {reading.Name} serves; what is "
            + $"configured stands in for them.";
        try
        {
            var export = await region.CallAsync(operation, arguments, cancellationToken).ConfigureAwait(false);
            var definition = new ExportedDeployment(export, api.Kind, operation).Definition();
            // Somebody may have deployed since the stages were read, and then this is another deployment.
            return deployed?.SetEquals(definition.Routes.Select(route => route.Key)) is not false
                ? definition
                : region.Gaps.Add(
                    operation.Id,
                    OtherDeployment,
                    $"The export of stage {Quote.Of(stage.Name)} does not have the methods of the stage's deployment: it was deployed "
                        + $"anew meanwhile. Scan again.",
                    target,
                    lost);
        }
        catch (JsonException exception)
        {
            return region.Gaps.Add(
                operation.Id,
                nameof(CallFailure.MalformedAnswer),
                $"The export of stage {Quote.Of(stage.Name)} is not the document that it should be: {exception.Message.TrimEnd('.')}.",
                target,
                lost);
        }
        catch (AwsCallException failure) when (failure.Status is HttpStatusCode.BadRequest && failure.Failure is CallFailure.Other)
        {
            // An API with models that are not JSON cannot be exported: nobody could mend this gap.
            return new Unknown($"API Gateway does not export the stage: {failure.Message}")
            {
                Operation = operation.Id,
                Code = ServedApi.RefusedExport,
            };
        }
        catch (AwsCallException failure)
        {
            return region.Gaps.Add(failure, target, lost);
        }
    }
}
