using System.Collections.Immutable;
using Auditor.Core.Waf;

namespace Auditor.Core.Exposure;

/// <summary>Asks the web ACL about one request.</summary>
internal static class RequestFirewall
{
    /// <summary>The explanation where the request ends here; <see langword="null"/> where it goes on.</summary>
    public static AccessExplanation? Decide(ImmutableArray<FirewallPassage> passages, AccessRequest request, RequestTrail trail)
    {
        ImmutableArray<FirewallPassage> fitting =
        [
            .. passages.Where(passage => request.VpcEndpointId is not null
                || request.FromIp is not { } address
                || passage.Addresses.Contains(address))
                .Where(passage => passage.HeaderConditions.All(condition => Meets(condition, request.Headers)))
                .OrderBy(passage => passage.Unread is not null)
                .ThenBy(passage => passage.Asks)
                .ThenBy(passage => passage.IsNarrow),
        ];
        if (fitting is not [var best, ..])
        {
            return trail.Denied(WalkStepKind.WebAcl, "no rule of it lets the request in, and what no rule lets in is blocked");
        }

        if (best.Explanation is not { } explanation)
        {
            return null;
        }

        if (best.Unread is { } unread)
        {
            return trail.Unknown(WalkStepKind.WebAcl, $"whom it lets in is not known: {unread.Because}");
        }

        if (best.Asks is Credential.SecretHeader)
        {
            // Secrets in other parts of the request cannot be given.
            var secrets = best.Headers.Where(header => header.Value is null).ToList();
            var isSent = secrets.Count > 0 && secrets.TrueForAll(header => request.Headers.ContainsKey(header.Key));
            trail.Ask(
                WalkText.Label(WalkStepKind.WebAcl),
                Credential.SecretHeader,
                isSent ? request with { Shows = request.Shows.Add(Credential.SecretHeader) } : request,
                explanation);
        }
        else if (best.IsNarrow)
        {
            trail.Add(WalkStepKind.WebAcl, explanation, AccessDecision.Conditional, explanation);
        }
        else
        {
            trail.Add(WalkStepKind.WebAcl, explanation);
        }

        return null;
    }

    // A header that is said to be right is.
    private static bool Meets(WebAclCondition condition, ImmutableSortedDictionary<string, string?> headers) =>
        !headers.TryGetValue(condition.Name ?? "", out var sent) ? !condition.Holds
        : condition.IsSecret ? sent is not null
        : sent is null || condition.Fits(sent) == condition.Holds;
}
