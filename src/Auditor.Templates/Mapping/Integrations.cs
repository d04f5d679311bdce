using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads what is behind routes.</summary>
internal static class Integrations
{
    public static Fact<Integration?> OfMethod(Value? integration, Resource method, MappingContext context)
    {
        if (integration is null)
        {
            return (Integration?)null;
        }

        if (integration is not MapValue)
        {
            return new Unknown(integration.OpenBecause ?? "What is behind the method is not in the template.");
        }

        if (integration["Type"] is { OpenBecause: { } open })
        {
            return new Unknown(open);
        }

        var (origin, credentials) = CorsHeaders.OfIntegration(integration["IntegrationResponses"], context);
        var type = TypeNames.Integration(context.Text(integration["Type"]));
        return new Integration
        {
            Type = type,
            Uri = Address(integration["Uri"], type, method, context),
            ThroughVpcLink = context.Text(integration["ConnectionType"]) is "VPC_LINK",
            ConnectionId = context.Text(integration["ConnectionId"]),
            CredentialsArn = context.Text(integration["Credentials"]),
            InsecureSkipVerification = context.Flag(
                integration["TlsConfig"]?["InsecureSkipVerification"], method, "InsecureSkipVerification"),
            CacheKeyParameters = context.Texts(integration["CacheKeyParameters"]),
            AllowOrigin = origin,
            AllowCredentials = credentials,
            SecretsIn = SecretPlaces.OfIntegration(integration, context),
        };
    }

    public static Integration OfResource(Resource integration, MappingContext context)
    {
        var type = TypeNames.Integration(context.Text(integration["IntegrationType"]));
        return new()
        {
            Type = type,
            Uri = Address(integration["IntegrationUri"], type, integration, context),
            ThroughVpcLink = context.Text(integration["ConnectionType"]) is "VPC_LINK",
            ConnectionId = context.Text(integration["ConnectionId"]),
            CredentialsArn = context.Text(integration["CredentialsArn"]),
            HasTlsConfig = integration["TlsConfig"] is not null,
            SecretsIn = SecretPlaces.OfIntegration(integration.Properties, context),
        };
    }

    /// <summary>The hosts behind integrations; nobody asks DNS about them.</summary>
    public static ImmutableArray<BackendHost> BackendHosts(ImmutableArray<Api> apis) =>
    [
        .. apis.SelectMany(api => api.Routes.ValueOr([])).Select(route => route.Integration.ValueOr(null)?.Uri).OfType<string>()
            .Select(uri => Uri.TryCreate(uri, UriKind.Absolute, out var address) ? address.Host : "")
            .Where(host => host.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(host => new BackendHost { Name = host, Exists = MappingContext.NotInTemplates("DNS is not asked about hosts in templates.") }),
    ];

    // Whether an address of which not even the beginning is known begins with https decides much.
    private static string? Address(Value? uri, IntegrationType type, Resource resource, MappingContext context)
    {
        var text = context.Text(uri);
        return text is not null
            && type is IntegrationType.Http or IntegrationType.HttpProxy
            && uri is TextValue { Pieces: [OpenPiece first, ..] }
            && text is not null && !text.Contains("://", StringComparison.Ordinal)
            ? $"{(context.Ask($"{resource.Id}.Uri", 2, first.Because) == 0 ? "https" : "http")}://{text}"
            : text;
    }
}
