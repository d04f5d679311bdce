using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>The words for the steps of a walk, for what they let through, and for requests that get through.</summary>
internal static class WalkText
{
    /// <summary>A step as evidence.</summary>
    public static Evidence Evidence(WalkStep step) => new(Label(step.Kind), step.LetsThrough);

    /// <summary>What one of the three domains lets through, as evidence.</summary>
    public static Evidence Evidence(Control control) => new(Name(control), control.LetsThrough);

    /// <summary>How reports call one of the three domains.</summary>
    public static string Name(Control control) => control.Kind switch
    {
        ControlKind.Network => "network",
        ControlKind.Resource => "resource",
        _ => "identity",
    };

    /// <summary>How reports call a step.</summary>
    public static string Label(WalkStepKind kind) => kind switch
    {
        WalkStepKind.Endpoint => "endpoint",
        WalkStepKind.WebAcl => "web ACL",
        WalkStepKind.Route => "route matching",
        WalkStepKind.DomainPolicy => "domain policy",
        WalkStepKind.ResourcePolicy => "resource policy",
        WalkStepKind.Authorization => "authorization",
        WalkStepKind.ApiKey => "API key",
        WalkStepKind.Throttling => "throttling",
        _ => "integration",
    };

    /// <summary>What a policy says to callers of a class.</summary>
    public static string Of(AccessAnswer answer) =>
        answer.Verdict is not Verdict.Yes ? answer.Because
            : answer.Statement is { } statement ? $"{statement.Name} allows it"
            : "no statement denies it";

    /// <summary>What the resource policy lets in of the callers who were asked about.</summary>
    public static string Of(Admission admission, Question asked)
    {
        if (admission.Unknown is { } unknown)
        {
            return unknown.Because;
        }

        var says = admission.Combination?.Statement is { } statement ? $"{statement.Name} allows it" : "no statement denies it";
        return asked.IsFromInternet && !asked.Callers.Network.Addresses.IsSubsetOf(admission.Addresses)
            ? $"{says} from {PublicAddresses.Shortened(admission.Addresses)}"
            : says;
    }

    public static string Authorization(DeployedRoute route, RouteGuard guard) => guard.Route is null
        ? "NONE: the API has no '$connect' route, which alone could ask for any"
        : $"{AuthorizationType.Of(guard.Authorization)}, read from {Source(route)}";

    /// <summary>A request that gets through, with all that it has to show.</summary>
    public static string Of(Witness witness)
    {
        var what = witness.Verb.Length == 0 ? $"a connection to {witness.Url}" : $"{witness.Verb} {witness.Url}";
        var shown = witness.Shows.Where(credential => credential is not (Credential.None or Credential.SecretHeader))
            .Select(Shown)
            .ToList();
        var headers = witness.Headers.Select(header => header.Value switch
        {
            null => $"header {header.Key}, whose value only some know",
            // What stands for it is nothing that anybody could send.
            var value when SecretMark.IsIn(value) => $"the secret header {header.Key}",
            var value => $"header {header.Key}: {value}",
        }).ToList();
        var with = string.Join(" and ", [.. shown, .. headers]);
        return string.Concat(
            what,
            From(witness),
            witness.PrincipalArn is { } arn ? $" signed by {arn}" : "",
            with.Length > 0 ? $" with {with}" : witness.PrincipalArn is null ? " without credentials" : "");
    }

    public static string Shown(Credential credential) => credential switch
    {
        Credential.ApiKey => "an API key",
        Credential.ClientCertificate => "a client certificate",
        Credential.AuthorizerToken => "what the authorizer accepts",
        Credential.AwsPrincipal => "a signature of an AWS principal",
        Credential.SecretHeader => "a header that only some know",
        _ => "nothing",
    };

    /// <summary>Two clauses of which either may be missing.</summary>
    public static string? Joined(string? one, string? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        _ => $"{one}, {other}",
    };

    public static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text.EndsWith('.') ? "" : ".")}";

    private static string From(Witness witness) => witness switch
    {
        { VpcEndpointId: { } endpoint, IsThroughAnyEndpoint: true } => $" through any VPC endpoint, such as {endpoint},",
        { VpcEndpointId: { } endpoint, VpcId: { } vpc } => $" through VPC endpoint {endpoint} of {vpc}",
        { VpcEndpointId: { } endpoint } => $" through VPC endpoint {endpoint}",
        { FromIp: { } address, IsFromAnywhere: false } => $" from {address}",
        _ => "",
    };

    /// <summary>What a stage's route was read from.</summary>
    public static string Source(DeployedRoute route) => route.Basis switch
    {
        Basis.Deployment => $"deployment {Quote.Of((route.IsCanary ? route.Stage.Canary?.DeploymentId : route.Stage.DeploymentId) ?? "")}",
        Basis.Live => "the live configuration",
        _ => "the working copy",
    };
}
