using Auditor.Core.Secrets;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Says where integrations and gateway responses of a template hold secrets.</summary>
internal static class SecretPlaces
{
    public static ImmutableArray<string> OfIntegration(Value integration, MappingContext context)
    {
        var responses = integration["IntegrationResponses"]?.Items ?? [];
        return ConfiguredSecrets.Of(
            ConfiguredSecrets.InParameters("request", Texts(integration["RequestParameters"], context)),
            ConfiguredSecrets.InTemplates("request", Texts(integration["RequestTemplates"], context)),
            responses.SelectMany(response => ConfiguredSecrets.InParameters("response", Texts(response["ResponseParameters"], context))),
            ConfiguredSecrets.InParameters("response", OfHttpApi(integration["ResponseParameters"], context)),
            responses.SelectMany(response => ConfiguredSecrets.InTemplates("response", Texts(response["ResponseTemplates"], context))));
    }

    public static ImmutableArray<string> OfGatewayResponse(Resource response, MappingContext context) => ConfiguredSecrets.Of(
        ConfiguredSecrets.InParameters("response", Texts(response["ResponseParameters"], context)),
        ConfiguredSecrets.InTemplates("response", Texts(response["ResponseTemplates"], context)));

    // AWS::ApiGatewayV2::Integration: by status, each with a list of what is set to what.
    private static IEnumerable<KeyValuePair<string, string?>> OfHttpApi(Value? byStatus, MappingContext context) =>
        from status in (byStatus as MapValue)?.Properties ?? []
        from parameter in (status.Value as MapValue)?["ResponseParameters"]?.Items ?? []
        select KeyValuePair.Create(context.Text(parameter["Destination"]) ?? "", context.Text(parameter["Source"]));

    private static IEnumerable<KeyValuePair<string, string?>> Texts(Value? map, MappingContext context) =>
        ((map as MapValue)?.Properties ?? []).Select(property => KeyValuePair.Create(property.Name, context.Text(property.Value)));
}
