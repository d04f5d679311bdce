using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>
/// Reads what a REST API has besides its routes, and only where it can change an answer: at most one more call for each kind.
/// </summary>
internal sealed class RestApiDetailReader(RegionReader region)
{
    public async Task<Api> WithDetailsAsync(Api api, ApiReading reading, CancellationToken cancellationToken)
    {
        if (region.Needs(Needs.RequestValidators)
            && !reading.IsDeleted
            && !api.Deployments.All(deployment => deployment.Definition is { IsKnown: true, Value.RequestValidators: not null }))
        {
            api = api with
            {
                RequestValidators = await WhereItMattersAsync(
                    api.Routes,
                    route => route.RequestValidatorId is not null,
                    () => reading.PartAsync(() => ValidatorsAsync(api.Id, cancellationToken), $"What the request validators of API "
                        + $"{reading.Name} validate."))
                        .ConfigureAwait(false),
            };
        }

        if (region.Needs(Needs.GatewayResponses)
            && !reading.IsDeleted
            && !api.Deployments.All(deployment => deployment.Definition is { IsKnown: true, Value.GatewayResponses: not null }))
        {
            api = api with
            {
                GatewayResponses = await WhereItMattersAsync(
                    api.Routes,
                    route => !route.Integration.IsKnown || route.Integration.Value?.AllowOrigin is not null,
                    () => reading.PartAsync(() => GatewayResponsesAsync(api.Id, cancellationToken), $"Which origins may read what API "
                        + $"{reading.Name} answers by itself."))
                        .ConfigureAwait(false),
            };
        }

        return api;
    }

    private static async Task<Fact<ImmutableArray<T>>> WhereItMattersAsync<T>(
        Fact<ImmutableArray<Route>> routes, Func<Route, bool> matters, Func<Task<Fact<ImmutableArray<T>>>> read)
    {
        if (routes.Unknown is { } reason)
        {
            return reason;
        }

        return routes.Value.Any(matters) ? await read().ConfigureAwait(false) : ImmutableArray<T>.Empty;
    }

    private async Task<ImmutableArray<RequestValidator>> ValidatorsAsync(string apiId, CancellationToken cancellationToken)
    {
        var validators = await region.ListAsync(RestApiOperations.GetRequestValidators, new() { ["restapi_id"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. validators.Where(validator => validator.Id is { Length: > 0 })
                .Select(validator => new RequestValidator
                {
                    Id = validator.Id ?? "",
                    ValidatesBody = validator.ValidateRequestBody ?? false,
                    ValidatesParameters = validator.ValidateRequestParameters ?? false,
                })
                .DistinctBy(validator => validator.Id, StringComparer.Ordinal)
                .OrderBy(validator => validator.Id, StringComparer.Ordinal),
        ];
    }

    private async Task<ImmutableArray<GatewayResponse>> GatewayResponsesAsync(string apiId, CancellationToken cancellationToken)
    {
        var responses = await region.ListAsync(RestApiOperations.GetGatewayResponses, new() { ["restapi_id"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            // The service lists every type; those that nobody changed say that they are defaults.
            .. responses.Where(response => response.ResponseType is { Length: > 0 } && response.DefaultResponse is not true)
                .Select(response => (Type: response.ResponseType ?? "", Said: RestCors.OfGatewayResponse(response), Secrets: ApiGatewayValues.SecretsIn(response)))
                .Select(response => new GatewayResponse { Type = response.Type, AllowOrigin = response.Said.AllowOrigin, AllowCredentials = response.Said.AllowCredentials, SecretsIn = response.Secrets })
                .OrderBy(response => response.Type, StringComparer.Ordinal),
        ];
    }
}
