using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags REST APIs whose working copy asks something else of callers than what is deployed.</summary>
public sealed class DeployedDiffers() : Rule<ApiSubject>(new()
{
    Id = "AGW7004",
    Name = "deployed-differs",
    Title = "What is deployed and what is configured disagree on authorization",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["API8:2023", "API9:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        Unknown? unknown = null;
        foreach (var stage in api.Stages.Value)
        {
            var deployed = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Methods ?? default;
            if (deployed.Unknown is { } reason)
            {
                // The other stages may still tell.
                unknown ??= reason;
                continue;
            }

            var configured = api.Routes.Value.ToLookup(route => route.Key, StringComparer.Ordinal);
            var changed = deployed.Value
                .SelectMany(method => configured[method.Key].Select(route => (
                    method.Key,
                    Live: new Demand(method.Authorization.Value, method.ApiKeyRequired),
                    Next: new Demand(route.Authorization.Value, route.ApiKeyRequired))))
                .Where(one => one.Live != one.Next)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .ToList();
            if (changed.Count == 0)
            {
                continue;
            }

            var weakerLive = Keys(changed.Where(one => one.Live.Strength < one.Next.Strength).Select(one => one.Key));
            var weakerNext = Keys(changed.Where(one => one.Live.Strength > one.Next.Strength).Select(one => one.Key));
            var other = Keys(changed.Where(one => one.Live.Strength == one.Next.Strength).Select(one => one.Key));
            var parts = new List<string>();
            if (weakerLive is not [])
            {
                parts.Add($"the deployment still lets callers of {RouteNames.Of(weakerLive)} through with less than the working copy asks");
            }

            if (weakerNext is not [])
            {
                parts.Add($"the next deployment will ask less of callers of {RouteNames.Of(weakerNext)}");
            }

            if (other is not [])
            {
                parts.Add($"{RouteNames.Of(other)} will ask for another kind of authorization");
            }

            yield return Flag(
                subject,
                $"What stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} serves is not what is configured: {string.Join("; ", parts)}.",
                [.. changed.Select(one => new Evidence(one.Key, $"deployed: {one.Live}; working copy: {one.Next}")), .. EarlierReading.Of(api)]) with
            {
                Confidence = EarlierReading.Limit(api, Info.Confidence),
                SubKey = stage.Name,
                Stages = [stage.Name],
            };
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }

    private static ImmutableArray<string> Keys(IEnumerable<string> keys) => [.. keys];

    private sealed record Demand(AuthorizationKind Authorization, bool ApiKeyRequired)
    {
        public int Strength => Authorization is not AuthorizationKind.None ? 2 : ApiKeyRequired ? 1 : 0;

        // Beside authorization, a key only meters.
        private bool KeyMatters => Authorization is AuthorizationKind.None && ApiKeyRequired;

        public bool Equals(Demand? other) => other is not null && Authorization == other.Authorization && KeyMatters == other.KeyMatters;

        public override int GetHashCode() => HashCode.Combine(Authorization, KeyMatters);

        public override string ToString() => KeyMatters ? "API key" : Authorization.ToString();
    }
}
