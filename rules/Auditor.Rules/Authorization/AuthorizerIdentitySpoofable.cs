using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags Lambda authorizers that tell callers apart by what proves nothing about them.</summary>
public sealed class AuthorizerIdentitySpoofable() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1009",
    Name = "authorizer-identity-spoofable",
    Title = "The authorizer goes by what any caller can write",
    Category = Category.Authorization,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.Authorizers,
    Frameworks = ["CWE-290", "API2:2023"],
    WrittenAs = "authorizer:IdentitySource",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var (api, authorizer) = (subject.Api, subject.Authorizer);
        if (authorizer.Type is not (AuthorizerType.Request or AuthorizerType.Token))
        {
            yield break;
        }

        // One that no route asks lets nobody in: unused-authorizer says so.
        if (AuthorizerUse.IsUsed(subject, context.Exposure) is { IsKnown: true, Value: false })
        {
            yield break;
        }

        if (authorizer.IdentitySources is [])
        {
            // With a cache, and for one header alone, API Gateway insists on a source.
            if (authorizer.Type is AuthorizerType.Request && AuthorizerUse.SecondsKept(authorizer, api) is 0)
            {
                yield return Flag(
                    subject,
                    $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} names no identity source, so API Gateway turns "
                        + $"nobody away: requests without any credentials reach its function, which alone stands between strangers and "
                            + $"the API.",
                    new("identity sources", "none"),
                    new("authorizerResultTtlInSeconds", authorizer.CacheSeconds is null ? "not set" : "0")) with
                {
                    Named = AuthorizerUse.Named(subject, context.Exposure),
                    // The function may well ask for a credential: only its code tells.
                    Confidence = Confidence.Low,
                };
            }

            yield break;
        }

        if (!authorizer.IdentitySources.All(source => IdentitySource.Of(source).ProvesNothing))
        {
            yield break;
        }

        // Without a cache API Gateway looks only whether the sources are there. A TOKEN authorizer's function sees nothing else; others see
        // the whole request.
        var isFunctionsAlone = authorizer.Type is AuthorizerType.Request && AuthorizerUse.SecondsKept(authorizer, api) is 0;
        var sources = $"{Quote.List(authorizer.IdentitySources)} alone, which any caller can write or all of them share";
        yield return Flag(
            subject,
            isFunctionsAlone
                ? $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} asks of a request for {sources}: its function, by "
                    + $"whatever else of the request it looks at, stands between strangers and the API without help."
                : $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} tells callers apart by {sources}, so a stranger "
                    + $"passes for somebody who was let in.",
            new("identity sources", string.Join(", ", authorizer.IdentitySources)),
            new("authorizerResultTtlInSeconds", authorizer.CacheSeconds is { } seconds ? FormattableString.Invariant($"{seconds}") : "not set")) with
        {
            // Only the function's code tells what it goes by.
            Confidence = isFunctionsAlone ? Confidence.Low : Info.Confidence,
            Named = AuthorizerUse.Named(subject, context.Exposure),
        };
    }
}
