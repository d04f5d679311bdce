using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Rules;

/// <summary>
/// Tells whether an API key opens a stage: it does so only through a usage plan that holds both (Usage plans and API keys for REST APIs).
/// </summary>
internal static class UsagePlanKeys
{
    /// <summary>The usage plans that cover a stage.</summary>
    public static Fact<ImmutableArray<UsagePlan>> Covering(Scope scope, Api api, Stage stage) =>
        scope.UsagePlans.Select(plans => plans.Where(plan => StageOf(plan, api, stage) is not null).ToImmutableArray());

    /// <summary>A usage plan's entry for a stage; <see langword="null"/> when it does not cover it.</summary>
    public static UsagePlanStage? StageOf(UsagePlan plan, Api api, Stage stage) =>
        plan.Stages.FirstOrDefault(covered => covered.ApiId == api.Id && covered.Stage == stage.Name);

    /// <summary>Whether some enabled key opens a stage; without one, routes that ask for a key answer 403 to everybody.</summary>
    public static Fact<bool> AnyOpens(Scope scope, Api api, Stage stage)
    {
        var plans = Covering(scope, api, stage);
        if (plans.Unknown is { } unread)
        {
            return unread;
        }

        Unknown? unknown = null;
        foreach (var plan in plans.Value)
        {
            var opens = HasEnabledKey(scope, plan);
            if (opens.ValueOr(false))
            {
                return true;
            }

            unknown ??= opens.Unknown;
        }

        return unknown is null ? false : unknown;
    }

    /// <summary>Whether a usage plan holds a key that is enabled.</summary>
    public static Fact<bool> HasEnabledKey(Scope scope, UsagePlan plan)
    {
        if (plan.ApiKeyIds.Unknown is { } unread)
        {
            return unread;
        }

        var ids = plan.ApiKeyIds.Value;
        return ids is []
            ? false
            // One that is not in the list is not known to be disabled.
            : scope.ApiKeys.Select(keys => ids.Any(id => keys.FirstOrDefault(key => key.Id == id) is null or { Enabled: true }));
    }
}
