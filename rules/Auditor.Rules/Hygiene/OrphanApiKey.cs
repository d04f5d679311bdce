using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>An API key in no usage plan.</summary>
internal static class OrphanApiKey
{
    public static OrphanReason? Of(ApiKeySubject subject)
    {
        var (plans, key) = (subject.Scope.UsagePlans.Value, subject.Key);
        if (plans.Any(plan => plan.ApiKeyIds.ValueOr([]).Contains(key.Id)))
        {
            return null;
        }

        // It may be in one whose keys could not be listed.
        foreach (var plan in plans)
        {
            _ = plan.ApiKeyIds.Value;
        }

        return new(
            $"API key {Quote.Of(key.Name)} is in no usage plan: nobody misses it, and whoever still has its value can use it as soon as "
                + $"somebody adds it to one.",
            [new("usage plans", "none"), new("enabled", key.Enabled ? "true" : "false")]);
    }
}
