using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags Lambda authorizers whose kept answer lets a caller into routes that the function was not asked about.</summary>
public sealed class AuthorizerCacheTooWide() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1008",
    Name = "authorizer-cache-too-wide",
    Title = "What the authorizer answered for one route holds for others",
    Category = Category.Authorization,
    Severity = Severity.Medium,
    // What the function decides by stands in its code, which nobody reads here.
    Confidence = Confidence.Medium,
    Needs = Needs.Exposure | Needs.Authorizers,
    // Only '$connect' of a WebSocket API asks, and its answers are not kept.
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-863", "API5:2023"],
    WrittenAs = "authorizer:AuthorizerResultTtlInSeconds",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var (api, authorizer) = (subject.Api, subject.Authorizer);
        var seconds = AuthorizerUse.SecondsKept(authorizer, api);

        // A TOKEN authorizer's function is told nothing but the token, which is the key, and the method, which the policy that it returns
        // can name.
        if (authorizer.Type is not AuthorizerType.Request || seconds <= 0 || !(api.IsRest || authorizer.SimpleResponses))
        {
            yield break;
        }

        var key = AuthorizerCacheKey.Of(authorizer.IdentitySources);
        var (routes, more) = AuthorizerUse.RoutesOf(subject, context.Exposure);
        var mixed = key.Mixed(routes);
        if (mixed is [])
        {
            if (more is not null && !key.Request)
            {
                throw new UnknownFactException(more);
            }

            yield break;
        }

        ImmutableArray<string> keys = [.. mixed.Select(route => route.Route.Key)];
        var keptBy = authorizer.IdentitySources is [] ? "nothing" : Quote.List(authorizer.IdentitySources);
        var (what, whoever) = mixed is [_]
            ? ($"{RouteNames.Of(keys)}, which is many operations,", "whoever was let into one of them")
            : (RouteNames.Of(keys), "whoever was let into one of these routes");
        var consequence = authorizer.SimpleResponses
            ? $"so {whoever} is let into all of them"
            : $"so {whoever} is let into all that the policy of that answer covers, whatever else the function would have looked at";
        yield return Flag(
            subject,
            $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} keeps one answer for {what} by {keptBy} alone, "
                + $"{consequence}.",
            new(
                "authorizerResultTtlInSeconds",
                FormattableString.Invariant($"{seconds}{(authorizer.CacheSeconds is null ? " (not set, the default)" : "")}")),
            new("identity sources", string.Join(", ", authorizer.IdentitySources.DefaultIfEmpty("none"))),
            new("simple responses", authorizer.SimpleResponses ? "on" : "off")) with
        {
            Named = NamedThings.Routes(mixed),
        };
    }
}
