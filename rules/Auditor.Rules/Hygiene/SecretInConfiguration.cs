using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags secrets that stand in an API's configuration elsewhere than in stage variables.</summary>
public sealed class SecretInConfiguration() : Rule<ApiSubject>(new()
{
    Id = "AGW7015",
    Name = "secret-in-configuration",
    Title = "The API's configuration holds a secret",
    Category = Category.Hygiene,
    Severity = Severity.High,
    // It is judged by name and shape.
    Confidence = Confidence.Medium,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-312", "API8:2023"],
})
{
    private const int MostPlaces = 20;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        ImmutableArray<(string Place, string Kind)> marked =
        [
            .. MarkedMembers.Of(api),
            .. api.Routes.ValueOr([]).Concat(api.Deployments.SelectMany(deployment => deployment.Definition.IsKnown ? deployment.Definition.Value.Routes : []))
                .SelectMany(route => SecretsIn(route).Select(secret => ($"routes {route.Key} integration", secret)))
                .Concat(AnswersOf(api).SelectMany(answer => answer.SecretsIn.Select(secret => ($"gatewayResponses {answer.Type}", secret))))
                .Distinct(),
        ];
        if (marked is [])
        {
            yield break;
        }

        var kinds = marked.Select(place => place.Kind).Distinct(StringComparer.Ordinal).ToList();
        yield return Flag(
            subject,
            $"The configuration of API {Quote.Of(api.Name)} holds what looks like {(marked.Length == 1 ? "a secret" : $"secrets in {marked.Length} places")} ({string.Join(", ", kinds)}), "
            + "where everyone who may read the API's configuration reads it too.",
            [.. marked.Take(MostPlaces).Select(place => new Evidence(place.Place, $"{place.Kind} (value not shown)"))]) with
        {
            Named = [NamedThings.Of("place", marked.Select(place => place.Place))],
        };
    }

    private static IEnumerable<GatewayResponse> AnswersOf(Api api) => api.GatewayResponses.ValueOr([])
        .Concat(api.Deployments.SelectMany(deployment => deployment.Definition.IsKnown && deployment.Definition.Value.GatewayResponses is { } answers ? answers : []));

    private static ImmutableArray<string> SecretsIn(Route route) => route.Integration.ValueOr(null)?.SecretsIn ?? [];
}
