using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags REST APIs whose resource policy lets in everyone.</summary>
public sealed class ResourcePolicyOpen() : Rule<ApiSubject>(new()
{
    Id = "AGW5001",
    Name = "resource-policy-open",
    Title = "The resource policy lets in everyone",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    // Other APIs cannot have a resource policy.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "CWE-732", "API5:2023", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[]|api:Policy",
})
{
    // A path that nobody writes into a policy.
    private const string Unnamed = "/3f7a9c51/0b8e2d64";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var openings = PolicyOpenings.Of(subject, context);

        // Where a header has to be sent first, spoofable-policy-condition says so.
        var open = openings.Ordered.RemoveAll(opening => !(opening.LetsInStrangers || opening.RestrictsNobody)
            || opening.HangsOnHeader
            || IsOpenedByName(opening, context));
        if (open is [])
        {
            openings.ThrowIfDoubtful();
            yield break;
        }

        var finding = PolicyFinding.WithSeverity(
            Flag(
                subject,
                $"The resource policy of API {Quote.Of(subject.Api.Name)} lets in {Whom(open[0])}.",
                PolicyFinding.Evidence(open).AsSpan()),
            open);
        // What a function answers is not known from outside.
        yield return open[0] is { RestrictsNobody: false, Authorization: AuthorizationKind.Custom }
            ? finding with { Severity = Severity.Medium, SeverityIsFixed = false, Confidence = Confidence.Medium }
            : finding;
    }

    // A policy that opens paths by name and leaves the rest closed does what policies are for: who then calls the route is
    // route-without-authorization's to say. Where a signature is asked for, no other rule says that everybody's counts.
    private static bool IsOpenedByName(PolicyOpening opening, RuleContext context)
    {
        if (opening.Authorization is AuthorizationKind.AwsIam
            || context.Exposure.ResourcePolicyOf(opening.Route.Api).Value is not { } policy)
        {
            return false;
        }

        var unnamed = opening.Route.Target with { Path = Unnamed, Verbs = RouteTarget.AnyVerb, TakenFirst = [] };
        return policy.Ask(CallerClass.Anonymous, unnamed).Verdict is Verdict.No;
    }

    private static string Whom(PolicyOpening opening) => opening.Authorization switch
    {
        _ when opening.RestrictsNobody =>
            $"everyone, so it restricts nobody: {opening.Before.KeptOutBy} alone keeps strangers from {PolicyFinding.Name(opening.Route)}",
        AuthorizationKind.AwsIam =>
            $"every principal of every AWS account: anyone can call {PolicyFinding.Name(opening.Route)} with credentials of an account "
                + $"of their own",
        AuthorizationKind.None when opening.Route.Route.ApiKeyRequired =>
            $"everyone: anyone on the internet with an API key can call {PolicyFinding.Name(opening.Route)}",
        // Table A of "How API Gateway resource policies affect authorization workflow": the Allow of either is enough.
        AuthorizationKind.Custom =>
            $"everyone, so whom the Lambda authorizer of {PolicyFinding.Name(opening.Route)} does not deny by name gets in: where the "
                + $"authorizer's own policy says nothing of a request, this Allow is enough",
        AuthorizationKind.None => $"everyone: anyone on the internet can call {PolicyFinding.Name(opening.Route)}",
        _ => $"everyone, so it restricts nobody: the authorizer of {PolicyFinding.Name(opening.Route)} alone keeps strangers out",
    };
}
