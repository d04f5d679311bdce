using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads what a REST API says to browsers of other origins.</summary>
internal static class CorsHeaders
{
    public static GatewayResponse Of(Resource response, MappingContext context)
    {
        var (origin, credentials) = Headers(response["ResponseParameters"], "gatewayresponse.header.", context);
        return new()
        {
            Type = context.Text(response["ResponseType"]) ?? "DEFAULT",
            AllowOrigin = origin,
            AllowCredentials = credentials,
            SecretsIn = SecretPlaces.OfGatewayResponse(response, context),
        };
    }

    public static (string? AllowOrigin, bool AllowCredentials) OfIntegration(Value? responses, MappingContext context) =>
        (responses is null ? [] : responses.Items)
        .Select(response => Headers(response["ResponseParameters"], "method.response.header.", context))
        .OrderByDescending(said => said.AllowOrigin switch { "*" => 2, null => 0, _ => 1 })
        .FirstOrDefault();

    private static (string? AllowOrigin, bool AllowCredentials) Headers(Value? parameters, string prefix, MappingContext context)
    {
        string? Said(string header) => parameters is MapValue map
            ? map.Properties.FirstOrDefault(property => string.Equals(
                property.Name, prefix + header, StringComparison.OrdinalIgnoreCase)) is { } found
                ? Fixed(context.Text(found.Value))
                : null
            : null;
        return (Said("Access-Control-Allow-Origin"), string.Equals(
            Said("Access-Control-Allow-Credentials"), "true", StringComparison.OrdinalIgnoreCase));
    }

    // "'*'" is the text between the quotes; anything else is a mapping.
    private static string? Fixed(string? value) => value?.Trim() switch
    {
        ['\'' or '"', .. var text, '\'' or '"'] => text,
        "method.request.header.Origin" => "method.request.header.origin",
        var other => other,
    };
}
