using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>A route together with what the resource policy says to strangers who call it.</summary>
/// <param name="Route">The route.</param>
/// <param name="Authorization">What it asks of callers.</param>
/// <param name="Answer">Whether the policy allows a stranger's request to it.</param>
/// <param name="Network">From where strangers can come at all.</param>
internal sealed record PolicyOpening(DeployedRoute Route, AuthorizationKind Authorization, AccessAnswer Answer, CallerNetwork Network)
{
    /// <summary>Whether the policy lets in people whom nobody knows, from wherever they call.</summary>
    public bool LetsInStrangers => LetsIn && ExposureMap.IsMostOfTheInternet(Answer.Addresses, Network);

    /// <summary>Whether the policy lets in whoever is in some network.</summary>
    public bool LetsInNetwork => LetsIn && !ExposureMap.IsMostOfTheInternet(Answer.Addresses, Network);

    /// <summary>Whether some request gets in only because its sender wrote the header that the policy compares.</summary>
    public bool HangsOnHeader => Answer.SpoofableKeys is not [];

    /// <summary>Whether an authorizer still asks who lets themselves in.</summary>
    public bool HasAuthorizer => Authorization is not (AuthorizationKind.None or AuthorizationKind.AwsIam);

    // A method with AWS_IAM is open to strangers when any account's principals get in: anyone can open an account.
    private bool LetsIn => Answer.Verdict is Verdict.Yes && (Authorization is not AuthorizationKind.AwsIam || Answer.Principals.Anyone);
}
