using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>
/// The 21 gateway responses of a REST API (aws-facts.md A.3); statuses and inheritance as recorded from AWS (LocalStack's recordings).
/// </summary>
internal static class GatewayResponses
{
    private static readonly ImmutableDictionary<string, string> Message =
        ImmutableDictionary<string, string>.Empty.Add("application/json", """{"message":$context.error.messageString}""");

    // The two defaults have no status of their own.
    private static readonly ImmutableSortedDictionary<string, string?> Statuses = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ACCESS_DENIED"] = "403",
        ["API_CONFIGURATION_ERROR"] = "500",
        ["AUTHORIZER_CONFIGURATION_ERROR"] = "500",
        ["AUTHORIZER_FAILURE"] = "500",
        ["BAD_REQUEST_BODY"] = "400",
        ["BAD_REQUEST_PARAMETERS"] = "400",
        ["DEFAULT_4XX"] = null,
        ["DEFAULT_5XX"] = null,
        ["EXPIRED_TOKEN"] = "403",
        ["INTEGRATION_FAILURE"] = "504",
        ["INTEGRATION_TIMEOUT"] = "504",
        ["INVALID_API_KEY"] = "403",
        ["INVALID_SIGNATURE"] = "403",
        ["MISSING_AUTHENTICATION_TOKEN"] = "403",
        ["QUOTA_EXCEEDED"] = "429",
        ["REQUEST_TOO_LARGE"] = "413",
        ["RESOURCE_NOT_FOUND"] = "404",
        ["THROTTLED"] = "429",
        ["UNAUTHORIZED"] = "401",
        ["UNSUPPORTED_MEDIA_TYPE"] = "415",
        ["WAF_FILTERED"] = "403",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static IEnumerable<JsonObject> Of(FakeRestApi api) => Statuses.Keys.Select(type => Of(api, type));

    private static JsonObject Of(FakeRestApi api, string type)
    {
        var own = api.GatewayResponses.FirstOrDefault(response => response.ResponseType == type);
        var status = Statuses[type];
        // What nobody customised takes the customised DEFAULT_4XX or DEFAULT_5XX, and still says that it is a default.
        var inherited = api.GatewayResponses.FirstOrDefault(response => status is not null
            && response.ResponseType == $"DEFAULT_{status[0]}XX");
        var effective = own ?? inherited;
        return Wire.Object(
            ("responseType", type),
            ("statusCode", effective?.StatusCode ?? status),
            ("responseParameters", Wire.Map(effective?.ResponseParameters ?? [], value => value)),
            ("responseTemplates", Wire.Map(
                effective is { ResponseTemplates.IsEmpty: false } ? effective.ResponseTemplates : Message, value => value)),
            ("defaultResponse", own is null));
    }
}
