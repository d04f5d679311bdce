using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Evaluates the policy of a REST API or of a private domain name; there may be none.</summary>
internal sealed class ResourcePolicyEvaluator(AccessPolicy? policy)
{
    /// <summary>The policy; <see langword="null"/> when there is none.</summary>
    public AccessPolicy? Policy => policy;

    /// <summary>Of an API's policy; unknown when the policy cannot be read.</summary>
    /// <param name="api">The API.</param>
    /// <param name="now">The moment at which requests are made.</param>
    /// <param name="byText">Policies that other APIs have, too: what one says of callers is worked out once.</param>
    public static Fact<ResourcePolicyEvaluator> Of(Api api, DateTimeOffset now, RecentAnswers<string, AccessPolicy> byText)
    {
        if (api.ResourcePolicy is not { } text)
        {
            return new ResourcePolicyEvaluator(null);
        }

        return byText.TryGetValue(text, out var known)
            ? new ResourcePolicyEvaluator(known)
            : PolicyDocument.Read(text, $"The resource policy of API {Quote.Of(api.Name)}")
                .Select(document => new ResourcePolicyEvaluator(byText.GetOrAdd(text, _ => new AccessPolicy(document, now))));
    }

    /// <summary>Of a private domain name's own policy; unknown when the policy cannot be read.</summary>
    public static Fact<ResourcePolicyEvaluator> Of(Domain domain, DateTimeOffset now) => domain.Policy is { } text
        // NOTE: whatever resource it writes, it is asked about this domain name alone: its ARN has no stage, verb and path to compare.
        ? PolicyDocument.Read(text, $"The policy of domain name {Quote.Of(domain.Name)}")
            .Select(document => new ResourcePolicyEvaluator(new AccessPolicy(document.OnEveryResource(), now)))
        : new ResourcePolicyEvaluator(null);
}
