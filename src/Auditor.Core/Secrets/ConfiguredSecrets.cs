using System.Collections.Immutable;

namespace Auditor.Core.Secrets;

/// <summary>
/// Says where the headers, query and templates of integrations and gateway responses hold secrets. What they hold is in no inventory.
/// </summary>
public static class ConfiguredSecrets
{
    /// <summary>What was found, each once, in an order that does not depend on who told it.</summary>
    public static ImmutableArray<string> Of(params ReadOnlySpan<IEnumerable<string>> found) =>
        [.. found.ToArray().SelectMany(places => places).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The parameters that hold one: <c>request header Authorization (bearer token)</c>.</summary>
    /// <param name="side">What gets them, <c>request</c> or <c>response</c>.</param>
    /// <param name="parameters"><c>integration.request.header.Name</c> or <c>append:header.name</c>, and a text in single quotes (REST
    /// APIs) or none (HTTP APIs), or where one comes from.</param>
    public static IEnumerable<string> InParameters(string side, IEnumerable<KeyValuePair<string, string?>>? parameters) =>
        from parameter in parameters ?? []
        let name = parameter.Key[(parameter.Key.LastIndexOf('.') + 1)..]
        let place = parameter.Key.Contains("querystring", StringComparison.OrdinalIgnoreCase) ? "query" : "header"
        from kind in SecretMark.KindsIn(SecretJudge.Mask(name, Fixed(parameter.Value)))
        select $"{side} {place} {SecretJudge.Mask(name)} ({kind})";

    /// <summary>The templates that hold one: <c>request template application/json (GitHub token)</c>.</summary>
    /// <param name="side">What is made of them, <c>request</c> or <c>response</c>.</param>
    /// <param name="templates">Templates by content type.</param>
    public static IEnumerable<string> InTemplates(string side, IEnumerable<KeyValuePair<string, string?>>? templates) =>
        from template in templates ?? []
        from kind in SecretMark.KindsIn(SecretJudge.Mask(template.Value ?? ""))
        select $"{side} template {SecretJudge.Mask(template.Key)} ({kind})";

    private static string Fixed(string? value) => value?.Trim() is ['\'', .. var text, '\''] ? text : value ?? "";
}
