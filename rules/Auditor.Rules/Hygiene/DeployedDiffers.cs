using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags APIs whose working copy or template asks something else of callers than what is deployed.</summary>
public sealed class DeployedDiffers() : Rule<ApiSubject>(new()
{
    Id = "AGW7004",
    Name = "deployed-differs",
    Title = "What is deployed and what is configured disagree on who may call",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    Frameworks = ["API8:2023", "API9:2023"],
})
{
    /// <summary>Tells what the template says otherwise from what the working copy does.</summary>
    public const string TemplateSubKey = "template";

    private const int MostDifferences = 3;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (api.TemplateDifferences is { IsEmpty: false } differences)
        {
            yield return FromTemplate(subject, differences);
        }

        if (!api.IsRest)
        {
            yield break;
        }

        Unknown? unknown = null;
        foreach (var stage in api.Stages.Value)
        {
            var deployment = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId);
            var deployed = deployment?.Methods ?? default;
            // The other stages may still tell, and so may the policy.
            unknown ??= deployed.Unknown;
            var parts = new List<Difference>();
            var evidence = new List<Evidence>();
            var routes = new List<string>();
            if (deployed.IsKnown && !api.WorkingCopyLeftOut)
            {
                CompareMethods(deployed.Value, api.Routes.Value, parts, evidence, routes);
            }

            CompareAuthorizers(api, context.Exposure.ServedApiOf(subject.Scope, api, stage).ValueOr(null), parts, evidence);
            ComparePolicies(api, deployment?.Definition ?? default, parts, evidence);
            CompareSwitches(api, stage, parts, evidence);
            if (parts.Count == 0)
            {
                continue;
            }

            yield return Flag(
                subject,
                $"What stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} serves is not what is configured: "
                    + $"{string.Join("; ", parts.Select(part => part.Sentence))}.",
                [.. evidence, .. EarlierReading.Of(api)]) with
            {
                Confidence = EarlierReading.Limit(api, Info.Confidence),
                SubKey = stage.Name,
                Stages = [stage.Name],
                Named = [NamedThings.Of("route", routes)],
                // Deploying is no remedy for what would let more callers in.
                FixValues = parts.TrueForAll(part => part.AsksMore)
                    ? ImmutableDictionary<string, string>.Empty.Add("readyStage", stage.Name)
                    : [],
            };
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }

    private Finding FromTemplate(ApiSubject subject, ImmutableArray<TemplateDifference> differences) => Flag(
        subject,
        $"API {Quote.Of(subject.Api.Name)} is not what {Quote.Of(differences[0].File)} says: "
            + $"{string.Join("; ", differences.Take(MostDifferences).Select(Sentence))}"
            + $"{(differences.Length > MostDifferences ? $"; and {differences.Length - MostDifferences} more" : "")}.",
        [
            .. differences.Select(each => new Evidence(
                $"{each.What}{(each.Route is { } route ? $" of {route}" : "")}{(each.Stage is { } stage ? $", stage {stage}" : "")}",
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"template: {each.Template} ({each.File}:{each.Line}); deployed: {each.Deployed}"))),
        ]) with
    {
        Confidence = differences.Any(each => each.IsLikely) ? Confidence.Medium : Info.Confidence,
        SubKey = TemplateSubKey,
        Stages =
        [
            .. differences.Select(each => each.Stage).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ],
        Named = [NamedThings.Of("route", differences.Select(each => each.Route).OfType<string>().Distinct(StringComparer.Ordinal))],
    };

    private static string Sentence(TemplateDifference difference) =>
        $"{difference.What}{(difference.Route is { } route ? $" of route {Quote.Of(route)}" : "")} "
            + $"is {difference.Template} in the template and {difference.Deployed} "
            + $"{(difference.Stage is { } stage ? $"on stage {Quote.Of(stage)}" : "as deployed")}";

    private static void CompareMethods(
        ImmutableArray<DeployedMethod> deployed,
        ImmutableArray<Route> routes,
        List<Difference> parts,
        List<Evidence> evidence,
        List<string> differing)
    {
        var configured = routes.ToLookup(route => route.Key, StringComparer.Ordinal);
        var changed = deployed
            .SelectMany(method => configured[method.Key].Select(route => (
                method.Key,
                Live: new Demand(method.Authorization.Value, method.ApiKeyRequired),
                Next: new Demand(route.Authorization.Value, route.ApiKeyRequired))))
            .Where(one => one.Live != one.Next)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        var known = deployed.Select(method => method.Key).ToHashSet(StringComparer.Ordinal);
        // Preflights have to be open.
        var opened = Keys(routes
            .Where(route => !known.Contains(route.Key)
                && route.Method is not "OPTIONS"
                && new Demand(route.Authorization.Value, route.ApiKeyRequired).Strength == 0)
            .Select(route => route.Key)
            .Order(StringComparer.Ordinal));
        Add(
            "the deployment still lets callers of {0} through with less than the working copy asks",
            changed.Where(one => one.Live.Strength < one.Next.Strength).Select(one => one.Key),
            asksMore: true);
        Add(
            "the next deployment will ask less of callers of {0}",
            changed.Where(one => one.Live.Strength > one.Next.Strength).Select(one => one.Key));
        Add(
            "{0} will ask for another kind of authorization",
            changed.Where(one => one.Live.Strength == one.Next.Strength).Select(one => one.Key));
        Add("the next deployment will put {0} live, open to everyone", opened);
        differing.AddRange([.. changed.Select(one => one.Key), .. opened]);
        evidence.AddRange(changed.Select(one => new Evidence(one.Key, $"deployed: {one.Live}; working copy: {one.Next}")));
        evidence.AddRange(opened.Select(key => new Evidence(key, $"deployed: not there; working copy: {AuthorizationKind.None}")));

        void Add(string what, IEnumerable<string> keys, bool asksMore = false)
        {
            if (Keys(keys) is { IsEmpty: false } named)
            {
                parts.Add(new(string.Format(System.Globalization.CultureInfo.InvariantCulture, what, RouteNames.Of(named)), asksMore));
            }
        }
    }

    // A change of an authorizer acts with the next deployment as well (Updating a REST API).
    private static void CompareAuthorizers(Api api, Api? live, List<Difference> parts, List<Evidence> evidence)
    {
        if (api.WorkingCopyLeftOut || !api.Authorizers.IsKnown)
        {
            return;
        }

        var changed = (live?.Authorizers ?? default).ValueOr([])
            .Where(served => api.Authorizers.Value.Any(saved => saved.Id == served.Id && saved != served))
            .OrderBy(served => served.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        if (changed is [])
        {
            return;
        }

        parts.Add(new(
            $"{(changed.Length == 1 ? "authorizer" : "authorizers")} "
                + $"{Quote.List([.. changed.Select(authorizer => authorizer.Name)])} will ask in another way",
            AsksMore: false));
        evidence.AddRange(changed.Select(authorizer => new Evidence(
            $"authorizer {authorizer.Name}", "deployed with other settings than those that are saved")));
    }

    // A policy that is saved acts with the next deployment (Create and attach an API Gateway resource policy to an API).
    private static void ComparePolicies(Api api, Fact<DeployedDefinition> definition, List<Difference> parts, List<Evidence> evidence)
    {
        if (!definition.IsKnown || PolicyDifference.AreSame(definition.Value.ResourcePolicy, api.ResourcePolicy))
        {
            return;
        }

        // An export without a policy says nothing of a PRIVATE API, which is not deployed without one.
        var isPrivate = api.EndpointType is { IsKnown: true, Value: EndpointType.Private };
        if (definition.Value.ResourcePolicy is null && isPrivate)
        {
            return;
        }

        parts.Add((definition.Value.ResourcePolicy, api.ResourcePolicy) switch
        {
            // Where callers sign, a policy also lets those of other accounts in (How resource policies affect authorization workflow).
            (null, _) => new(
                "the resource policy that is saved does not act yet",
                AsksMore: api.Routes.ValueOr([])
                    .All(route => route.Authorization is { IsKnown: true, Value: not AuthorizationKind.AwsIam })),
            (_, null) => new("the next deployment will take the resource policy away", AsksMore: false),
            _ => new("the next deployment will change the resource policy", AsksMore: false),
        });
        evidence.Add(new(
            "resource policy",
            $"deployed: {(definition.Value.ResourcePolicy is null ? "none" : "one")}; saved: "
                + $"{(api.ResourcePolicy is null ? "none" : definition.Value.ResourcePolicy is null ? "one" : "another")}"));
    }

    private static void CompareSwitches(Api api, Stage stage, List<Difference> parts, List<Evidence> evidence)
    {
        var isOff = DefaultEndpointSwitch.IsOff(api, stage);
        if (!isOff.IsKnown || isOff.Value == api.DisableExecuteApiEndpoint)
        {
            return;
        }

        parts.Add(new(
            api.DisableExecuteApiEndpoint
                ? "the default endpoint, which is switched off as saved, still answers"
                : "the next deployment will make the default endpoint answer again",
            AsksMore: api.DisableExecuteApiEndpoint));
        evidence.Add(new(
            "disableExecuteApiEndpoint",
            $"deployed: {(isOff.Value ? "true" : "false")}; saved: {(api.DisableExecuteApiEndpoint ? "true" : "false")}"));
    }

    private static ImmutableArray<string> Keys(IEnumerable<string> keys) => [.. keys];

    /// <param name="Sentence">What differs.</param>
    /// <param name="AsksMore">Whether a deployment would only ask more of callers.</param>
    private sealed record Difference(string Sentence, bool AsksMore);

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
