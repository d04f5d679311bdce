using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Rules;

/// <summary>
/// Tells which answers of rules about APIs, stages and authorizers rest on what is configured where the stage serves a deployment that was
/// not read or cannot be known: each is asked again without it. Rules about routes do so route by route.
/// </summary>
/// <param name="context">What the rules are asked with.</param>
internal sealed class StandIns(RuleContext context)
{
    private readonly RuleContext _atBest = context with { Exposure = context.Exposure.Taking(route => route.AtBest()) };
    private readonly RuleContext _atWorst = context with { Exposure = context.Exposure.Taking(route => route.AtWorst()) };

    private readonly ConcurrentDictionary<Scope, ImmutableArray<DeployedRoute>> _ofScope = new(ReferenceEqualityComparer.Instance);

    /// <summary>A finding as it is, or, where it is not one without what stands in, with the reason why it may be otherwise.</summary>
    public Finding Qualified(Rule rule, Finding finding)
    {
        if (finding.Outcome is not Outcome.Flagged
            || Served(rule, finding.Subject, finding).Where(route => route.StandsIn is not StandIn.None).ToImmutableArray() is not [{ Caveat: { } caveat } first, ..] routes)
        {
            return finding;
        }

        if (!ReadsPastRoutes(rule, finding.Subject)
            && IsStill(rule, finding, finding.Subject)
            && (WithoutDefaultEndpoint(finding.Subject, routes) is not { } without || IsStill(rule, finding, without)))
        {
            return finding;
        }

        return finding.Assuming(finding.Subject.Identity.ApiId is null
            ? $"That rests on API {Quote.Of(first.Api.Name)}: {caveat}"
            : caveat);
    }

    /// <summary>Why a rule that found nothing cannot tell that nothing is wrong; <see langword="null"/> when it can.</summary>
    public Unknown? OfSilence(Rule rule, Subject subject)
    {
        if (Served(rule, subject, null).Select(route => route.NotRead).FirstOrDefault(reason => reason is not null) is not { } notRead)
        {
            return null;
        }

        return ReadsPastRoutes(rule, subject) || rule.Run(subject, _atWorst).Any() ? notRead : null;
    }

    // Authorizers and resource policies are read from the API, too.
    private static bool ReadsPastRoutes(Rule rule, Subject subject) =>
        subject is AuthorizerSubject || (rule.Info.Category is Category.Policies && subject is ApiSubject or StageSubject);

    private bool IsStill(Rule rule, Finding finding, Subject subject) => rule.Run(subject, _atBest).Any(other =>
        other.Fingerprint == finding.Fingerprint && other.Severity >= finding.Severity && finding.Stages.All(stage => other.Stages.Contains(stage)));

    // Rules about names ask the API itself whether its own endpoint answers. Null where that is known, or no question.
    private static Subject? WithoutDefaultEndpoint(Subject subject, ImmutableArray<DeployedRoute> routes)
    {
        var open = routes.Where(route => route.StandsIn.HasFlag(StandIn.DefaultEndpoint))
            .Select(route => route.Api.Id)
            .ToHashSet(StringComparer.Ordinal);
        return subject switch
        {
            _ when open.Count == 0 => null,
            ApiSubject api => api with { Api = Closed(api.Api) },
            DomainSubject domain => domain with
            {
                Scope = domain.Scope with
                {
                    RestApis = domain.Scope.RestApis.Select(apis => apis.Select(Closed).ToImmutableArray()),
                    HttpAndWebSocketApis = domain.Scope.HttpAndWebSocketApis.Select(apis => apis.Select(Closed).ToImmutableArray()),
                },
            },
            _ => null,
        };

        // Without its deployments the switch is what the API says it is.
        Api Closed(Api api) => open.Contains(api.Id) ? api with { DisableExecuteApiEndpoint = true, Deployments = [] } : api;
    }

    // Of the stages that a finding names, where there is one.
    private IEnumerable<DeployedRoute> Served(
        Rule rule, Subject subject, Finding? finding) => (rule.Info.Needs & Needs.Routes) == 0 ? [] : subject switch
        {
            ApiSubject api => api.Api.Stages.ValueOr([])
                .Where(stage => finding is not { Stages: [_, ..] named } || named.Contains(stage.Name))
                .SelectMany(stage => Routes(api.Scope, api.Api, stage)),
            StageSubject stage => Routes(stage.Scope, stage.Api, stage.Stage),
            AuthorizerSubject authorizer => authorizer.Stages.SelectMany(stage => Routes(authorizer.Scope, authorizer.Api, stage)),
            DomainSubject domain => OfScope(domain.Scope),
            FunctionSubject function => OfScope(function.Scope),
            VpcLinkSubject link => OfScope(link.Scope),
            UsagePlanSubject plan => OfScope(plan.Scope),
            _ => [],
        };

    // Any API may lead to what is no API's own.
    private ImmutableArray<DeployedRoute> OfScope(Scope scope) => _ofScope.GetOrAdd(scope, each =>
    [
        .. each.KnownApis
            .SelectMany(api => api.Stages.ValueOr([]).SelectMany(stage => Routes(each, api, stage)))
            .Where(route => route.StandsIn is not StandIn.None || route.NotRead is not null)
            .DistinctBy(route => (route.Api.Id, route.Stage.Name)),
    ]);

    private ImmutableArray<DeployedRoute> Routes(Scope scope, Api api, Stage stage) =>
        context.Exposure.RoutesOf(scope, api, stage).ValueOr([]);
}
