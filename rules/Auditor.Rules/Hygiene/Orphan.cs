using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags usage plans, API keys, VPC links and custom domain names that are attached to nothing.</summary>
public sealed class Orphan() : Rule<AttachableSubject>(new()
{
    Id = "AGW7012",
    Name = "orphan",
    Title = "It is attached to nothing",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    Needs = Needs.Exposure | Needs.UsagePlans | Needs.ApiKeys | Needs.VpcLinks,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AttachableSubject subject, RuleContext context) => subject switch
    {
        UsagePlanSubject plan => OfPlan(plan),
        ApiKeySubject key => OfKey(key),
        VpcLinkSubject link => OfLink(link, context),
        DomainSubject domain => OfDomain(domain),
        _ => [],
    };

    private IEnumerable<Finding> OfPlan(UsagePlanSubject subject)
    {
        var plan = subject.Plan;
        if (plan.Stages is [] || !plan.Stages.Any(stage => Exists(stage, subject.Scope)))
        {
            yield return Flag(
                subject,
                $"Usage plan {Quote.Of(plan.Name)} covers no stage that exists: its keys open nothing today, and whatever stage somebody adds tomorrow.",
                new Evidence("apiStages", plan.Stages is [] ? "none" : string.Join(", ", plan.Stages.Select(stage => $"{stage.ApiId}/{stage.Stage} (gone)"))));
        }
        else if (plan.ApiKeyIds.Value is [])
        {
            yield return Flag(
                subject,
                $"Usage plan {Quote.Of(plan.Name)} holds no API key: its limits bind nobody, although it looks as if they did.",
                new Evidence("API keys", "none"));
        }
    }

    private IEnumerable<Finding> OfKey(ApiKeySubject subject)
    {
        var (scope, key) = (subject.Scope, subject.Key);
        var plans = scope.UsagePlans.Value;
        if (plans.Any(plan => plan.ApiKeyIds.ValueOr([]).Contains(key.Id)))
        {
            yield break;
        }

        // It may be in one whose keys could not be listed.
        foreach (var plan in plans)
        {
            _ = plan.ApiKeyIds.Value;
        }

        yield return Flag(
            subject,
            $"API key {Quote.Of(key.Name)} is in no usage plan: nobody misses it, and whoever still has its value can use it as soon as somebody adds it to one.",
            new Evidence("usage plans", "none"),
            new Evidence("enabled", key.Enabled ? "true" : "false"));
    }

    private IEnumerable<Finding> OfLink(VpcLinkSubject subject, RuleContext context)
    {
        var (scope, link) = (subject.Scope, subject.Link);
        if (IsUsed(link, scope, context))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"VPC link {Quote.Of(link.Name)} is used by no route: a way from API Gateway into the VPC stands open for whoever may make a route.",
            new Evidence("integrations", "none with its id"),
            new Evidence("status", link.Status ?? "none"));
    }

    private IEnumerable<Finding> OfDomain(DomainSubject subject)
    {
        var domain = subject.Domain;
        if (domain.Mappings.Value is not [] || domain.RoutingRules.Value is not [])
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Custom domain name {Quote.Of(domain.Name)} leads to no API: whoever may add a mapping decides what the world gets under your name.",
            new Evidence("mappings", "none"),
            new Evidence("routing rules", "none"));
    }

    private static bool Exists(UsagePlanStage covered, Scope scope)
    {
        if (scope.KnownApis.FirstOrDefault(api => api.Id == covered.ApiId) is { } api)
        {
            return api.Stages.Value.Any(stage => stage.Name == covered.Stage);
        }

        return Unlisted(scope) is { } unknown ? throw new UnknownFactException(unknown) : false;
    }

    private static bool IsUsed(VpcLink link, Scope scope, RuleContext context)
    {
        var unknown = Unlisted(scope);
        foreach (var api in scope.KnownApis)
        {
            // What somebody is still editing uses it as well.
            if (api.Routes.ValueOr([]).Any(route => route.Integration.ValueOr(null)?.ConnectionId == link.Id))
            {
                return true;
            }

            unknown ??= api.Stages.Unknown;
            foreach (var stage in api.Stages.ValueOr([]))
            {
                var routes = context.Exposure.RoutesOf(scope, api, stage);
                unknown ??= routes.Unknown;
                foreach (var route in routes.ValueOr([]))
                {
                    var id = route.Route.Integration.Select(integration => integration?.ConnectionId is { } named ? StageVariables.FillIn(named, route) : (string?)null);
                    unknown ??= id.Unknown ?? id.ValueOr(default).Unknown;
                    if (id.ValueOr(default) is { IsKnown: true, Value: { } used } && used == link.Id)
                    {
                        return true;
                    }
                }
            }
        }

        return unknown is null ? false : throw new UnknownFactException(unknown);
    }

    private static Unknown? Unlisted(Scope scope) =>
        scope.RestApis.Unknown ?? scope.HttpAndWebSocketApis.Unknown ?? scope.MoreRestApis ?? scope.MoreHttpAndWebSocketApis;
}
