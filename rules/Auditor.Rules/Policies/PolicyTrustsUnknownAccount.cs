using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags resource policies that let in accounts or organizations which nobody said to trust.</summary>
public sealed class PolicyTrustsUnknownAccount() : Rule<ApiSubject>(new()
{
    Id = "AGW5004",
    Name = "policy-trusts-unknown-account",
    Title = "The resource policy lets in an account that nobody said to trust",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    // That others can reach it is what the rule is about.
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Options = [TrustedAccounts, TrustedOrganizations],
    Frameworks = ["CWE-284", "API5:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[]|api:Policy",
})
{
    private static readonly RuleOption<ImmutableArray<string>> TrustedAccounts = RuleOption.Texts(
        "trustedAccounts",
        "The accounts, by their twelve digits, that resource policies may let in besides the API's own.",
        [],
        text => text.Length == 12 && text.All(char.IsAsciiDigit) ? null : "is no account id of twelve digits");

    private static readonly RuleOption<ImmutableArray<string>> TrustedOrganizations = RuleOption.Texts(
        "trustedOrganizations",
        "The organizations, by id, that resource policies may let in.",
        [],
        text => text is ['o', '-', _, ..] && text[2..].All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)) ? null : "is no id of an organization, o-a1b2c3d4e5");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var accounts = context.Setting(Info, TrustedAccounts);
        var configured = context.Setting(Info, TrustedOrganizations);
        var own = context.Exposure.OrganizationOf(subject.Scope.Account);
        var organizations = own.IsKnown ? configured.Add(own.Value.OrganizationId) : configured;
        var asked = Asked(subject, context).ToImmutableArray();
        var strangers = asked.SelectMany(each => Strangers(each.Answer.Principals))
            .Distinct()
            .OrderBy(stranger => stranger.Kind, StringComparer.Ordinal)
            .ThenBy(stranger => stranger.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        if (strangers is [])
        {
            if (asked.FirstOrDefault(each => each.Answer.Verdict is Verdict.Depends).Answer is { } doubtful)
            {
                throw new UnknownFactException(new(
                    $"Whom the resource policy of API {Quote.Of(subject.Api.Name)} lets in depends on "
                        + $"{string.Join(", ", doubtful.DependsOn)}."));
            }

            yield break;
        }

        var isConfigured = accounts is not [] || configured is not [];
        var first = asked.First(each => Strangers(each.Answer.Principals).Any());
        yield return Flag(
            subject,
            $"The resource policy of API {Quote.Of(subject.Api.Name)} lets in {string.Join(", ", strangers.Select(Words))}: whoever may "
                + $"use IAM there decides who calls "
                    + $"{PolicyFinding.Name(first.Route)}{(isConfigured ? "" : ", and no account has been said to be trusted")}.",
            [
                .. strangers.Select(stranger => new Evidence("lets in", Words(stranger))),
                .. Shown(first.Route, first.Answer, context),
            ]) with
        {
            Severity = isConfigured ? Info.Severity : Severity.Low,
            Named = [Named("account"), Named("organization")],
        };

        NamedThings Named(string kind) =>
            NamedThings.Of(kind, strangers.Where(stranger => stranger.Kind == kind).Select(stranger => stranger.Name));

        static string Words((string Kind, string Name) stranger) => $"{stranger.Kind} {Quote.Of(stranger.Name)}";

        // Where everyone gets in, who is named besides does not matter: that is resource-policy-open.
        IEnumerable<(string Kind, string Name)> Strangers(AdmittedPrincipals admitted) => admitted.Anyone
            ? []
            :
            [
                .. admitted.Accounts.Where(account => account != subject.Scope.Account && !accounts.Contains(account))
                    .Select(account => ("account", account)),
                .. admitted.Organizations.Where(organization => !organizations.Contains(organization))
                    .Select(organization => ("organization", organization)),
            ];
    }

    // A request of one of those whom the finding is about, and the statement that lets it in.
    private static IEnumerable<Evidence> Shown(DeployedRoute route, AccessAnswer answer, RuleContext context)
    {
        var own = route.Scope.Account;
        if (answer.Combinations.FirstOrDefault(each => each.Principals.Accounts.Any(account => account != own)
            || each.Principals.Organizations is not []) is not { } combination)
        {
            yield break;
        }

        var identity = combination.Principals.Accounts.FirstOrDefault(account => account != own
            && account.All(char.IsAsciiDigit)) is { } account
            ? CallerIdentity.Account(account, combination.Principals.Organizations.FirstOrDefault())
            : combination.Principals.Organizations is [var organization, ..] ? CallerIdentity.Organization(organization) : null;
        if (identity is not null
            && context.Exposure.Of(route, new(identity, NetworkOf(route.Api))) is { IsKnown: true, Value.Witness: { } request })
        {
            yield return new("request", request);
        }

        if (combination.Statement is { } statement)
        {
            yield return new("resource policy", $"{statement.Name} allows it");
        }
    }

    private static CallerNetwork NetworkOf(Api api) =>
        api.EndpointType.Value is EndpointType.Private ? CallerNetwork.AnyEndpoint : CallerNetwork.Internet;

    // Only routes with AWS_IAM look at who signed a request. Each asks the policy that it was deployed with.
    private static IEnumerable<(DeployedRoute Route, AccessAnswer Answer)> Asked(ApiSubject subject, RuleContext context) =>
        from stage in subject.Api.Stages.Value
        from route in context.Exposure.RoutesOf(subject.Scope, subject.Api, stage).Value
        let policy = context.Exposure.ResourcePolicyOf(route.Api).Value
        where policy is not null && route.Route.Authorization.Value is AuthorizationKind.AwsIam
        select (route, policy.Ask(new(CallerIdentity.AnyAwsPrincipal, NetworkOf(subject.Api)), route.Target));
}
