using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>A route together with what the resource policy says to strangers who call it.</summary>
/// <param name="Route">The route.</param>
/// <param name="Authorization">What it asks of callers.</param>
/// <param name="Answer">Whether the policy allows a stranger's request to it.</param>
/// <param name="Network">From where strangers can come at all.</param>
/// <param name="Before">From where they get as far as the policy.</param>
/// <param name="Request">A stranger's request that gets through everything, for people; null when none does.</param>
internal sealed record PolicyOpening(
    DeployedRoute Route,
    AuthorizationKind Authorization,
    AccessAnswer Answer,
    CallerNetwork Network,
    ReachBeforePolicy Before,
    Lazy<string?> Request)
{
    /// <summary>The addresses from which strangers get in.</summary>
    public AdmittedAddresses Addresses { get; } = Together(Strangers(Answer, Authorization), Before);

    /// <summary>The statement that lets most of them in.</summary>
    public PolicyStatement? Statement => Strangers(Answer, Authorization).Select(each => each.Statement).FirstOrDefault();

    /// <summary>Whether people whom nobody knows get in, from wherever they call.</summary>
    public bool LetsInStrangers => ExposureMap.IsMostOfTheInternet(Addresses, Network);

    /// <summary>Whether it is what stands in front that keeps them out, and not the policy.</summary>
    public bool RestrictsNobody => !LetsInStrangers
        && Before.KeptOutBy is not null
        && ExposureMap.IsMostOfTheInternet(Together(Strangers(Answer, Authorization).Where(each => each.Shows is [])), Network);

    /// <summary>Whether whoever is in some network gets in.</summary>
    public bool LetsInNetwork => Addresses.Count > 0 && !LetsInStrangers;

    /// <summary>Whether strangers get in from everywhere only because they write the header that the policy compares.</summary>
    public bool HangsOnHeader =>
        LetsInStrangers
            && !ExposureMap.IsMostOfTheInternet(
                Together(Strangers(Answer, Authorization).Where(each => each.Shows is []), Before), Network);

    /// <summary>Whether something besides the policy keeps strangers out.</summary>
    public bool HasOtherGuard => HasAuthorizer || RestrictsNobody;

    /// <summary>Whether an authorizer still asks who lets themselves in.</summary>
    public bool HasAuthorizer => Authorization is not (AuthorizationKind.None or AuthorizationKind.AwsIam);

    // A method with AWS_IAM is open to strangers when any account's principals get in: anyone can open an account.
    private static IEnumerable<AdmittedCombination> Strangers(AccessAnswer answer, AuthorizationKind authorization) =>
        answer.Combinations.Where(each => each.IsCertain && (authorization is not AuthorizationKind.AwsIam || each.Principals.Anyone));

    private static AdmittedAddresses Together(IEnumerable<AdmittedCombination> combinations, ReachBeforePolicy before) =>
        new(Together(combinations).Set.Intersect(before.Addresses.Set));

    private static AdmittedAddresses Together(IEnumerable<AdmittedCombination> combinations) =>
        new(combinations.Aggregate(AddressSet.Empty, (set, each) => set.Union(each.Addresses.Set)));
}
