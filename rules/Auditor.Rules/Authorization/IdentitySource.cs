using System.Collections.Frozen;

namespace Auditor.Rules.Authorization;

/// <summary>A part of the request by which an authorizer tells callers apart.</summary>
/// <param name="Kind">Where in the request: <c>header</c>, <c>querystring</c>, <c>context</c>, <c>stageVariables</c>.</param>
/// <param name="Name">Its name there.</param>
internal sealed record IdentitySource(string Kind, string Name)
{
    // What clients and proxies write into every request without being asked. Whoever wants to can write something else.
    private static readonly FrozenSet<string> EverybodysHeaders = FrozenSet.ToFrozenSet(
    [
        "accept", "accept-encoding", "accept-language", "content-length", "content-type", "forwarded", "host", "origin", "referer",
        "true-client-ip",
        "user-agent", "via", "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-real-ip",
        "x-requested-with",
    ],
        StringComparer.OrdinalIgnoreCase);

    // The rest of the context is about the API and the request. The address of a caller cannot be chosen, and may be all that is wanted.
    private static readonly FrozenSet<string> ContextOfCallers = FrozenSet.ToFrozenSet(
        [
            "identity.sourceIp", "identity.apiKey", "identity.apiKeyId", "identity.clientCert.clientCertPem",
            "identity.clientCert.serialNumber", "identity.clientCert.subjectDN", "identity.vpceId", "identity.vpcId",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads <c>method.request.header.Authorization</c> (REST), <c>$request.header.Authorization</c> (HTTP),
    /// <c>route.request.header.Authorization</c> (WebSocket), <c>context.identity.sourceIp</c>, <c>$context.routeKey</c>,
    /// <c>stageVariables.name</c>.
    /// </summary>
    public static IdentitySource Of(string source)
    {
        var parts = source.TrimStart('$').Split('.');
        return parts switch
        {
            [_, "request", var kind, .. var name] => new(kind, string.Join('.', name)),
            ["request", var kind, .. var name] => new(kind, string.Join('.', name)),
            [var kind, .. var name] => new(kind, string.Join('.', name)),
            _ => new("", source),
        };
    }

    /// <summary>
    /// Whether every caller can write there what they like without having been given anything, or all callers have the same.
    /// </summary>
    public bool ProvesNothing => Kind switch
    {
        "header" or "multivalueheader" => EverybodysHeaders.Contains(Name),
        "stageVariables" => true,
        "context" => !ContextOfCallers.Contains(Name),
        _ => false,
    };
}
