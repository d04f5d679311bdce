using System.Text.RegularExpressions;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads what responses of a REST API say to browsers of other origins.</summary>
internal static partial class RestCors
{
    /// <summary>
    /// How an answer is told that sends the caller's origin back, whatever it is: as the mapping that does so in a gateway response.
    /// </summary>
    public const string ReflectedOrigin = "method.request.header.origin";

    private const string OriginHeader = "Access-Control-Allow-Origin";
    private const string CredentialsHeader = "Access-Control-Allow-Credentials";

    // Somebody else wrote the templates: no more work is done for one than an honest one takes.
    private const int MostValues = 20;

    /// <summary>What integration responses say; of several the one that lets most origins in.</summary>
    public static (string? AllowOrigin, bool AllowCredentials) OfIntegration(IEnumerable<Wire.IntegrationResponse?> responses) =>
        responses.OfType<Wire.IntegrationResponse>()
        .Select(response => Of(
            response.ResponseParameters,
            "method.response.header.",
            (response.ResponseTemplates ?? ImmutableDictionary<string, string?>.Empty).Values.OfType<string>()))
        .OrderByDescending(Reach)
        .ThenBy(said => said.AllowOrigin, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>What a gateway response says. Its templates cannot set headers.</summary>
    public static (string? AllowOrigin, bool AllowCredentials) OfGatewayResponse(Wire.GatewayResponse response) =>
        Of(response.ResponseParameters, "gatewayresponse.header.", []);

    private static (string? AllowOrigin, bool AllowCredentials) Of(
        IReadOnlyDictionary<string, string?>? parameters, string prefix, IEnumerable<string> templates)
    {
        var texts = templates.Order(StringComparer.Ordinal).ToArray();
        // A template that sets the header wins over the parameter.
        var origin = texts.SelectMany(text => VelocityTemplate.ValuesOf(text, OriginHeader)
            .Distinct(StringComparer.Ordinal)
            .Take(MostValues)
            .Select(value => FromTemplate(text, value)))
            .OrderByDescending(text => Reach((text, false)))
            .FirstOrDefault()
            ?? Mapped(Parameter(parameters, prefix + OriginHeader));
        var credentials = texts.SelectMany(text => VelocityTemplate.ValuesOf(text, CredentialsHeader)).FirstOrDefault()
            ?? Parameter(parameters, prefix + CredentialsHeader);
        return (origin, string.Equals(Fixed(credentials), "true", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Parameter(IReadOnlyDictionary<string, string?>? parameters, string name) =>
        (parameters ?? ImmutableDictionary<string, string?>.Empty)
            .FirstOrDefault(parameter => string.Equals(parameter.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string FromTemplate(string template, string value)
    {
        var source = VelocityTemplate.VariableOf(value) is { } variable
            ? VelocityTemplate.AssignmentsOf(template, variable)
                .Prepend(value)
                .FirstOrDefault(assigned => RequestOrigin().IsMatch(assigned))
            : value;
        if (source is null || !RequestOrigin().IsMatch(source))
        {
            return Fixed(value) ?? value;
        }

        // NOTE: a template that looks at the origin before it sends it back has a list of its own, which is not worked out here.
        return VelocityTemplate.ConditionsOf(template).Any(condition => Narrows(condition, value)) ? "$origin" : ReflectedOrigin;
    }

    private static bool Narrows(string condition, string value) =>
        (condition.Contains(value, StringComparison.Ordinal) || RequestOrigin().IsMatch(condition))
            && Comparison().IsMatch(condition)
            && !Anything().IsMatch(condition);

    private static string? Mapped(string? value) =>
        string.Equals(value?.Trim(), ReflectedOrigin, StringComparison.OrdinalIgnoreCase) ? ReflectedOrigin : Fixed(value);

    // "'*'" and "\"*\"" are the text between the quotes; anything else is a mapping.
    private static string? Fixed(string? value) => value?.Trim() is ['\'' or '"', .. var text, '\'' or '"'] ? text : value?.Trim();

    private static int Reach((string? AllowOrigin, bool AllowCredentials) said) => said switch
    {
        (ReflectedOrigin, true) => 5,
        ("*", true) => 4,
        (ReflectedOrigin, _) => 3,
        ("*", _) => 2,
        ({ } text, _) when !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) => 1,
        (not null, _) => 0,
        _ => -1,
    };

    // $input.params('origin'), $input.params().header.Origin, $input.params().header.get("Origin"), $input.params('header').get('origin')
    [GeneratedRegex(
        @"\$!?\{?input\.params\((\s*['""](?<name>origin)['""]\s*\)|[^()\r\n]{0,40}\)\.(header\.)?(get\(\s*['""])?(?<name>origin)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex RequestOrigin();

    [GeneratedRegex(
        @"==|\.(contains|containsKey|matches|equals|equalsIgnoreCase|startsWith|endsWith|indexOf)\(",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Comparison();

    // A look at whether there is an origin at all lets every origin through.
    [GeneratedRegex(
        @"\.matches\(\s*['""]\.[*+]['""]\s*\)|==\s*(['""]{2}|\$?null\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Anything();
}
