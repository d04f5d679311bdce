using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags secrets that stand in what is configured elsewhere than in stage variables.</summary>
public sealed class SecretInConfiguration() : Rule<ConfiguredSubject>(new()
{
    Id = "AGW7015",
    Name = "secret-in-configuration",
    Title = "The API's configuration holds a secret",
    Category = Category.Hygiene,
    Severity = Severity.High,
    // It is judged by name and shape.
    Confidence = Confidence.Medium,
    Needs = Needs.Routes | Needs.Authorizers | Needs.GatewayResponses | Needs.Domains | Needs.UsagePlans | Needs.ApiKeys | Needs.VpcLinks,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-312", "API8:2023"],
    WrittenAs = "integration:Uri|integration:IntegrationUri|integration:RequestParameters|integration:RequestTemplates",
})
{
    private const int MostPlaces = 20;

    // AWS: "How to use an external ID": it is known to whom it names, and no secret. The policy shows none all the same.
    private const string NoSecret = "external id";

    /// <summary>
    /// What of an account's Region is a subject of its own, what AWS says rather than anybody here, and web ACLs, which are where a shared
    /// secret belongs.
    /// </summary>
    public static ImmutableArray<string> LookedAtElsewhere { get; } =
    [
        nameof(Scope.RestApis), nameof(
            Scope.HttpAndWebSocketApis), nameof(Scope.Domains), nameof(Scope.UsagePlans), nameof(Scope.ApiKeys), nameof(Scope.VpcLinks), nameof(Scope.WebAcls), nameof(Scope.Gaps),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ConfiguredSubject subject, RuleContext context)
    {
        ImmutableArray<(string Place, string Kind)> marked = [.. Marked(subject).Where(place => place.Kind is not NoSecret)];
        if (marked is [])
        {
            yield break;
        }

        var kinds = marked.Select(place => place.Kind).Distinct(StringComparer.Ordinal).ToList();
        var (what, whose) = NameOf(subject);
        yield return Flag(
            subject,
            $"The configuration of {what} holds what looks like "
                + $"{(marked.Length == 1 ? "a secret" : $"secrets in {marked.Length} places")} ({string.Join(", ", kinds)}), "
            + $"where everyone who may read {whose} configuration reads it too.",
            [.. marked.Take(MostPlaces).Select(place => new Evidence(place.Place, $"{place.Kind} (value not shown)"))]) with
        {
            Named = [NamedThings.Of("place", marked.Select(place => place.Place))],
        };
    }

    private static IEnumerable<(string Place, string Kind)> Marked(ConfiguredSubject subject) => subject switch
    {
        ApiSubject api => MarkedMembers.Of(api.Api).Concat(SeenByTheCollector(api.Api)),
        DomainSubject domain => MarkedMembers.Of(domain.Domain),
        UsagePlanSubject plan => MarkedMembers.Of(plan.Plan),
        ApiKeySubject key => MarkedMembers.Of(key.Key),
        VpcLinkSubject link => MarkedMembers.Of(link.Link),
        ScopeSubject scope => MarkedMembers.Of(scope.Scope, LookedAtElsewhere),
        AccountSubject account => MarkedMembers.Of(account.Account, nameof(Account.Gaps)),
        _ => [],
    };

    private static (string What, string Whose) NameOf(ConfiguredSubject subject) => subject switch
    {
        ApiSubject api => ($"API {Quote.Of(api.Api.Name)}", "the API's"),
        DomainSubject domain => ($"domain name {Quote.Of(domain.Domain.Name)}", "its"),
        UsagePlanSubject plan => ($"usage plan {Quote.Of(plan.Plan.Name)}", "its"),
        ApiKeySubject key => ($"API key {Quote.Of(key.Key.Name)}", "its"),
        VpcLinkSubject link => ($"VPC link {Quote.Of(link.Link.Name)}", "its"),
        ScopeSubject scope =>
            ($"what stands around the APIs of account {Quote.Of(scope.Scope.Account)} in Region {Quote.Of(scope.Scope.Region)}", "that"),
        _ => ($"what belongs to account {Quote.Of(subject.Identity.Account)} as a whole", "that"),
    };

    // What headers and templates hold is in no inventory, only that it is there.
    private static IEnumerable<(string Place, string Kind)> SeenByTheCollector(Api api) =>
        api.Routes.ValueOr([])
            .Concat(api.Deployments.SelectMany(deployment => deployment.Definition.IsKnown ? deployment.Definition.Value.Routes : []))
            .SelectMany(route => SecretsIn(route).Select(secret => ($"routes {route.Key} integration", secret)))
            .Concat(AnswersOf(api).SelectMany(answer => answer.SecretsIn.Select(secret => ($"gatewayResponses {answer.Type}", secret))))
            .Distinct();

    private static IEnumerable<GatewayResponse> AnswersOf(Api api) => api.GatewayResponses.ValueOr([])
        .Concat(api.Deployments.SelectMany(deployment => deployment.Definition.IsKnown && deployment.Definition.Value.GatewayResponses is { } answers
            ? answers
            : []));

    private static ImmutableArray<string> SecretsIn(Route route) => route.Integration.ValueOr(null)?.SecretsIn ?? [];
}
