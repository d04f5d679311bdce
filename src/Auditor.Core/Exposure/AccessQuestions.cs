using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Answers for one class of callers whether they get through, by the tables of authorization types (aws-facts.md C.1).</summary>
/// <param name="gate">The API's resource policy.</param>
/// <param name="gateOf">The policy of a way's private domain name; null for other ways.</param>
internal sealed class AccessQuestions(ResourcePolicyEvaluator gate, Func<Endpoint, ResourcePolicyEvaluator?> gateOf)
{
    public RouteAccess Answer(DeployedRoute route, CallerClass callers, AuthorizationKind authorization, bool keyRequired, List<Endpoint> ways)
    {
        var isInternet = callers.Network.Kind is CallerNetworkKind.Internet;
        ImmutableArray<Endpoint> open = [.. ways.Where(way => way.IsPrivate != isInternet)];
        if (open is [])
        {
            return new()
            {
                Route = route,
                Verdict = Verdict.No,
                Credential = ExposureMap.CredentialOf(authorization, keyRequired, clientCertificate: false),
                Because = ways is [] ? "No way leads there." : isInternet ? "Only VPC endpoints lead there." : "VPC endpoints lead to private APIs and domain names only: from a VPC it is called over the internet.",
            };
        }

        return open.Select(way => Through(route, callers, authorization, keyRequired, way))
            .OrderBy(access => access.Verdict switch { Verdict.Yes => 0, Verdict.Depends => 1, _ => 2 })
            .ThenBy(access => access.Credential)
            .First();
    }

    private RouteAccess Through(DeployedRoute route, CallerClass callers, AuthorizationKind authorization, bool keyRequired, Endpoint way)
    {
        // A signature that nobody asks for is not looked at.
        var asked = authorization is AuthorizationKind.AwsIam ? callers : callers with { Identity = CallerIdentity.Anonymous };
        var access = new RouteAccess
        {
            Route = route,
            Verdict = Verdict.Yes,
            Credential = ExposureMap.CredentialOf(authorization, keyRequired, way.RequiresClientCertificate),
            Url = way.Url,
            Because = "Nothing stops them.",
        };
        if (authorization is AuthorizationKind.AwsIam && !callers.Identity.IsSigned)
        {
            return access with { Verdict = Verdict.No, Because = "The route asks for a signature of an AWS principal." };
        }

        var isOwn = callers.Identity.AccountId == route.Scope.Account;
        var domain = gateOf(way)?.Policy?.Ask(asked, route.Target);
        if (domain is { Verdict: not Verdict.Yes })
        {
            return access with { Verdict = domain.Verdict, Because = $"The domain name's policy: {domain.Because}" };
        }

        if (gate.Policy is not { } policy)
        {
            return (way.IsPrivate, authorization) switch
            {
                (true, _) when route.Api.EndpointType.Value is EndpointType.Private => access with { Verdict = Verdict.No, Because = "A private API without a resource policy rejects every request." },
                (_, AuthorizationKind.AwsIam) when !isOwn => access with { Verdict = Verdict.No, Because = "Without a resource policy only principals of the own account can be allowed." },
                (_, AuthorizationKind.AwsIam) => access with { Because = "Those whom an identity policy of the account allows." },
                _ => access,
            };
        }

        var othersMayAllow = authorization is AuthorizationKind.Custom || (authorization is AuthorizationKind.AwsIam && isOwn);
        var answer = policy.Ask(asked, route.Target, othersMayAllow ? AccessQuestion.NotDenied : AccessQuestion.Allowed);
        return access with { Verdict = answer.Verdict, Because = answer.Because, Witness = answer.Verdict is Verdict.Yes ? answer.Witness?.Text : null };
    }
}
