using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Tells what stood in for something unread when a rule found nothing wrong: that nothing is wrong with it proves nothing.</summary>
internal static class StandIns
{
    /// <summary>Why a rule about an API, a stage or an authorizer cannot tell that nothing is wrong; <see langword="null"/> when it can. Rules about routes ask for each route.</summary>
    public static Unknown? For(RuleInfo rule, Subject subject, RuleContext context)
    {
        if ((rule.Needs & Needs.Routes) == 0)
        {
            return null;
        }

        return subject switch
        {
            ApiSubject api => For(rule, api.Api.Stages.ValueOr([]).SelectMany(stage => context.Exposure.RoutesOf(api.Scope, api.Api, stage).ValueOr([]))),
            StageSubject stage => For(rule, context.Exposure.RoutesOf(stage.Scope, stage.Api, stage.Stage).ValueOr([])),
            AuthorizerSubject authorizer => For(rule, authorizer.Api.Stages.ValueOr([]).SelectMany(stage => context.Exposure.RoutesOf(authorizer.Scope, authorizer.Api, stage).ValueOr([]))),
            _ => null,
        };
    }

    // Where only the export was not read, methods and their authorization are known; policy, authorizers and integrations are what these rules look at.
    private static Unknown? For(RuleInfo rule, IEnumerable<DeployedRoute> routes) => routes
        .Where(route => route.Basis is Basis.WorkingCopy || rule.Category is Category.Authorization or Category.Policies)
        .Select(route => route.NotRead)
        .FirstOrDefault(reason => reason is not null);
}
