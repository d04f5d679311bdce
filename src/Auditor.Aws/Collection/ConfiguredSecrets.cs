using Auditor.Core.Secrets;

namespace Auditor.Aws.Collection;

/// <summary>Says where the headers, query and templates of an integration hold secrets, and keeps none of their texts.</summary>
internal static class ConfiguredSecrets
{
    /// <param name="parameters">What the request gets: <c>integration.request.header.Name</c> or <c>append:header.name</c>, and its value.</param>
    /// <param name="templates">The bodies of requests by content type.</param>
    /// <param name="responses">What becomes of answers.</param>
    public static ImmutableArray<string> In(
        IReadOnlyDictionary<string, string?>? parameters, IReadOnlyDictionary<string, string?>? templates, IEnumerable<Wire.IntegrationResponse?> responses) =>
    [
        .. OfParameters("request", parameters)
            .Concat(OfTemplates("request", templates))
            .Concat(responses.OfType<Wire.IntegrationResponse>().SelectMany(response => OfParameters("response", response.ResponseParameters).Concat(OfTemplates("response", response.ResponseTemplates))))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="answer">What API Gateway answers by itself.</param>
    public static ImmutableArray<string> In(Wire.GatewayResponse answer) =>
        [.. OfParameters("response", answer.ResponseParameters).Concat(OfTemplates("response", answer.ResponseTemplates)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> OfParameters(string side, IReadOnlyDictionary<string, string?>? parameters) =>
        from parameter in parameters ?? ImmutableDictionary<string, string?>.Empty
        let name = parameter.Key[(parameter.Key.LastIndexOf('.') + 1)..]
        let place = parameter.Key.Contains("querystring", StringComparison.OrdinalIgnoreCase) ? "query" : "header"
        from kind in SecretMark.KindsIn(SecretJudge.Mask(name, Fixed(parameter.Value)))
        select $"{side} {place} {SecretJudge.Mask(name)} ({kind})";

    private static IEnumerable<string> OfTemplates(string side, IReadOnlyDictionary<string, string?>? templates) =>
        from template in templates ?? ImmutableDictionary<string, string?>.Empty
        from kind in SecretMark.KindsIn(SecretJudge.Mask(template.Value ?? ""))
        select $"{side} template {SecretJudge.Mask(template.Key)} ({kind})";

    // "'Bearer x'" is a text, anything else where one comes from.
    private static string Fixed(string? value) => value?.Trim() is ['\'', .. var text, '\''] ? text : value ?? "";
}
