using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Makes the request that shows that a combination gets through.</summary>
internal static class WitnessMaker
{
    // Any will do: it is nobody's.
    private const string SomeEndpoint = "vpce-0f0f0f0f0f0f0f0f0";

    // A policy that none of so many meets is met by nobody's name that a reader would know.
    private const int MostTried = 20;

    private static readonly AddressSet Ipv4Internet = AddressSet.PublicInternet.Intersect(AddressSet.Ipv4);

    /// <param name="asked">The combination.</param>
    /// <param name="admission">What the policies let in of it.</param>
    /// <param name="policy">The policies as one; <see langword="null"/> where there is none.</param>
    /// <param name="question">What it has to say to principals of the own account.</param>
    /// <param name="shows">What callers have to show besides a signature.</param>
    /// <param name="usersAndRolesOf">The users and roles of an account, where its IAM was read.</param>
    /// <returns>The request; <see langword="null"/> where nobody who is there can sign it.</returns>
    public static Witness? Of(
        Question asked,
        Admission admission,
        AccessPolicy? policy,
        AccessQuestion question,
        ImmutableArray<Credential> shows,
        Func<string, ImmutableArray<string>?> usersAndRolesOf)
    {
        var root = Root(asked, asked.Route.Scope.Account);
        var combination = admission.Combination;
        if (policy is not null && asked.Guard.AsksForSignature && Signers(asked, admission, usersAndRolesOf) is { } signers)
        {
            var signed = signers.Select(By).FirstOrDefault(each => each is not null);
            if (signed is null && !asked.IsOwn)
            {
                return null;
            }

            combination = signed ?? combination;
        }

        var request = combination?.Witness.Request;
        var (verb, path) = Sent(asked, request);
        var address = asked.IsFromInternet ? Value(request, "aws:SourceIp") ?? asked.Callers.Network.Addresses.Example() : null;
        return new()
        {
            Verb = verb,
            Path = path,
            Url = verb.Length == 0 ? asked.Endpoint.Url : $"{asked.Endpoint.UrlOf(path)}{asked.Firewall.Query}",
            FromIp = address,
            IsFromAnywhere = asked.IsFromInternet
                && Ipv4Internet.IsSubsetOf(combination?.Witness.Addresses.Set ?? admission.Addresses),
            VpcEndpointId = asked.IsFromInternet ? null : Value(request, "aws:SourceVpce") ?? SomeEndpoint,
            VpcId = asked.IsFromInternet ? null : Value(request, "aws:SourceVpc"),
            IsThroughAnyEndpoint = admission.IsThroughAnyEndpoint,
            PrincipalArn = asked.Guard.AsksForSignature ? request?.Principal?.Arn ?? asked.Callers.Identity.Arn ?? root : null,
            Headers = asked.Firewall.Headers.SetItems(Headers(combination)),
            Shows = shows,
        };

        AdmittedCombination? By(string signer) =>
            policy.Ask(
                asked.Callers with { Identity = CallerIdentity.Principal(signer) },
                asked.Requests.Target,
                question) is { Verdict: Verdict.Yes, Combinations: [var first, ..] }
            ? first
            : null;
    }

    // Who is there to sign it, where that was read: the root user needs no identity policy to call what nothing denies it. Null where
    // whoever the policy admits may be there.
    private static IEnumerable<string>? Signers(Question asked, Admission admission, Func<string, ImmutableArray<string>?> usersAndRolesOf)
    {
        if (asked.IsOwn)
        {
            return [Root(asked, asked.Route.Scope.Account)];
        }

        return admission.Combination?.Witness.Request?.Principal is { Arn: { } arn, AccountId: { } account }
            && usersAndRolesOf(account) is { } known
            && !known.Contains(arn)
            ? known.Take(MostTried).Prepend(Root(asked, account))
            : null;
    }

    private static string Root(Question asked, string account) => $"arn:{asked.Route.Scope.Partition}:iam::{account}:root";

    // A policy is asked about resources, and knows which of a route's it lets in.
    private static (string Verb, string Path) Sent(Question asked, PolicyRequest? request)
    {
        if (asked.Route.Api.Kind is ApiKind.WebSocket)
        {
            return ("", asked.Route.Route.Key);
        }

        return request?.Resource.Split(':', 6) is [.., var resource] && resource.Split('/', 4) is [_, _, var verb, var path]
            ? (verb, $"/{path}")
            : (asked.Requests.Verb, asked.Requests.Path);
    }

    private static ImmutableSortedDictionary<string, string?> Headers(AdmittedCombination? combination) =>
        (combination?.Shows ?? [])
            .Where(shown => shown.Value is not null)
            .ToImmutableSortedDictionary(
                shown => string.Equals(shown.Key, "aws:Referer", StringComparison.OrdinalIgnoreCase) ? "Referer" : "User-Agent",
                shown => shown.Value,
                StringComparer.OrdinalIgnoreCase);

    private static string? Value(PolicyRequest? request, string key) => request?.Values(key) is [var value, ..] ? value : null;
}
