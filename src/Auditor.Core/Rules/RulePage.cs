using System.Collections.Immutable;

namespace Auditor.Core.Rules;

/// <summary>A rule's page, the Markdown beside its class: the one source of the catalogue, of SARIF's help and of the HTML.</summary>
public sealed record RulePage
{
    /// <summary>The headings that every page has, in this order.</summary>
    public static ImmutableArray<string> Headings { get; } =
        ["What it looks for", "Why it matters", "How to fix it", "When it is right to ignore it", "Flagged", "Clean"];

    /// <summary>The names that pages may write in braces, <c>{apiId}</c>: reports put in what a finding is about.</summary>
    /// <remarks>A command with a name of which a finding has nothing is no command for it; where the value is unknown a blank
    /// stays.</remarks>
    public static ImmutableArray<string> Placeholders { get; } =
        [
            "account", "apiId", "apiKeyId", "apiKeyName", "apiMappingId", "apiName", "apiWithoutConnect", "arn", "aroundDomain",
            "aroundHttpApi", "aroundRestApi", "askingRoute", "askingRouteId", "audienceJson", "authorizerId", "awsPolicyArn",
            "backendWithTls", "basePath",
            "callSource", "callStatement", "canaryRoute", "certificateArn", "certificatePath", "certificateRegion", "classicWebAclId",
            "countingWebAclName", "deployStage", "deploymentId", "domain", "domainNameId", "failingRecorder", "fullLogFormat",
            "functionArn", "gatewayResponse",
            "groupName", "guardAuthorizerId", "guardKind", "holderGroup", "holderRole", "holderUser", "httpVpcLinkId",
            "identitySourcesAndRouteJson", "idTokenAuthorizerId",
            "inlinePolicy", "integrationId", "integrationRole", "issuer", "issuerWithTls", "limitedStage", "logDestination",
            "logGroup", "method", "methodPath", "metricApiName", "missingLogGroup", "needlessRouteId", "noDeliveryChannel", "noRecorder",
            "notRecordedJson",
            "oneOfStages", "onlyStage", "ownAccessMode", "partition", "path", "pathVerbs",
            "partialRecorder", "policyArn", "portalId", "publicDomain", "qualifier", "readyStage", "recorder", "region", "resourceId",
            "restVpcLinkId",
            "roleName", "route", "routeId", "savedRoute", "settingKey", "settingPath", "settingsPath",
            "settingsStage", "shieldRouteId", "signedRoute", "stage", "stageArn", "stageBurst",
            "stageRate", "statementId", "tlsPolicy", "tracedPath", "tracedStage", "truststoreBucket", "truststoreKey",
            "truststoreUri", "unqualified", "urlFunction", "urlQualifier", "usagePlanId", "userName", "userPoolId",
            "userPoolRegion", "variable", "webAclArn", "webAclId", "webAclName",
        ];

    /// <summary>The whole page as Markdown.</summary>
    public required string Markdown { get; init; }

    /// <summary>The text under each heading, as Markdown.</summary>
    public required ImmutableDictionary<string, string> Sections { get; init; }

    /// <summary>The page of a rule; <see langword="null"/> when its assembly has none.</summary>
    public static RulePage? Of(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        using var stream = rule.GetType().Assembly.GetManifestResourceStream($"{rule.GetType().Name}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a page.</summary>
    public static RulePage Parse(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var text = markdown.ReplaceLineEndings("\n");
        var sections = text.Split("\n## ")[1..]
            .Select(section => section.Split('\n', 2))
            .ToImmutableDictionary(
                section => section[0].Trim(), section => section is [_, var body] ? body.Trim() : "", StringComparer.Ordinal);
        return new() { Markdown = text, Sections = sections };
    }

    /// <summary>The text under a heading; empty when the page lacks it.</summary>
    public string Section(string heading) => Sections.GetValueOrDefault(heading, "");
}
