using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags methods behind authorization whose cached answers are kept for all callers together.</summary>
public sealed class CacheMixesCallers() : RouteRule(new()
{
    Id = "AGW7008",
    Name = "cache-mixes-callers",
    Title = "One caller may get what was answered to another",
    Category = Category.Hygiene,
    Severity = Severity.High,
    // The answer may be the same for all who may ask.
    Confidence = Confidence.Medium,
    Needs = Needs.Exposure | Needs.Authorizers,
    // Only REST stages have a cache.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-524", "API8:2023"],
    WrittenAs = "integration:CacheKeyParameters|stage:MethodSettings[].CachingEnabled=true",
})
{
    // What these say of a request, they say of many callers' requests.
    private static readonly ImmutableHashSet<string> OfNobody = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Accept-Version", "Api-Version", "Cache-Control", "CloudFront-Forwarded-Proto",
        "CloudFront-Is-Desktop-Viewer",
        "CloudFront-Is-Mobile-Viewer", "CloudFront-Is-SmartTV-Viewer", "CloudFront-Is-Tablet-Viewer", "CloudFront-Viewer-Country",
        "Content-Encoding",
        "Content-Language", "Content-Type", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
        "Origin", "Range", "Referer", "User-Agent", "Via", "X-Api-Version", "X-Forwarded-Host",
        "X-Forwarded-Port", "X-Forwarded-Proto", "X-Requested-With");

    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        if (CacheSettings.Of(route) is not [var settings, ..]
            || route.Route.Authorization.Value is AuthorizationKind.None
            || route.Route.Integration.Value is not { Type: not IntegrationType.Mock } integration
            || integration.CacheKeyParameters.Any(parameter => IsOfCaller(parameter, route)))
        {
            return null;
        }

        if (integration.CacheKeyParameters.FirstOrDefault(parameter => !parameter.StartsWith(
            "method.", StringComparison.Ordinal)) is { } mapped)
        {
            throw new UnknownFactException(new(
                $"Cache key parameter {Quote.Of(mapped)} holds what a mapping of the integration puts there, which the inventory does "
                    + $"not have."));
        }

        return new(stages => $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} ({stages}) keeps answers in the cache "
            + $"by nothing that tells callers apart: the next caller gets what was answered to the one before, without what is behind "
                + $"the route being asked.")
        {
            Evidence =
            [
                new("cachingEnabled", settings.Key is RouteSettings.DefaultKey ? "true for all GET methods" : $"true for {settings.Key}"),
                new("authorizationType", route.Route.Authorization.Value.ToString()),
                new(
                    "cacheKeyParameters",
                    integration.CacheKeyParameters is [] ? "none" : string.Join(", ", integration.CacheKeyParameters)),
            ],
        };
    }

    // method.request.{path|querystring|header|multivalue...}.{name}
    private static bool IsOfCaller(string parameter, DeployedRoute route) => parameter.Split('.', 4) switch
    {
        ["method", "request", "header" or "multivalueheader", var name] => !OfNobody.Contains(name),
        // A path names what is asked for, and so do most query strings.
        ["method", "request", "querystring" or "multivaluequerystring", _] => route.Route.AuthorizerId is { } id
            && route.Api.Authorizers.Value.Any(authorizer => authorizer.Id == id
                && authorizer.IdentitySources.Contains(parameter, StringComparer.Ordinal)),
        _ => false,
    };
}
