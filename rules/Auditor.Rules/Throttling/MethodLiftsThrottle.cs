using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages whose limit does not hold for some routes.</summary>
public sealed class MethodLiftsThrottle() : Rule<StageSubject>(new()
{
    Id = "AGW3005",
    Name = "method-lifts-throttle",
    Title = "The stage's limit does not hold for every route",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.AccountSettings,
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var account = AccountLimit.Of(scope);
        if (stage.DefaultSettings is not { } all || !account.IsAbove(Set(api, all.ThrottlingRate), Set(api, all.ThrottlingBurst)))
        {
            yield break;
        }

        var lifted = stage.Settings
            .Where(own => own.Key != RouteSettings.DefaultKey && (Lifts(api, own.ThrottlingRate, all.ThrottlingRate) || Lifts(api, own.ThrottlingBurst, all.ThrottlingBurst)))
            .OrderBy(own => own.Key, StringComparer.Ordinal)
            .ToImmutableArray();
        if (lifted is [])
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} limits requests, but settings of their own let more through on {RouteNames.Of([.. lifted.Select(own => own.Key)])}, so whoever wants to flood the backend picks those.",
            [new("stage", Describe(all)), .. lifted.Select(own => new Evidence(own.Key, Describe(own)))]);
    }

    // Settings of a REST method replace the stage's as a whole, so no value lifts the limit; a v2 route takes from the stage what it does not set.
    private static bool Lifts(Api api, double? own, double? all) =>
        Set(api, all) is { } limit && (Set(api, own) is { } mine ? mine > limit : api.IsRest);

    // HTTP and WebSocket APIs say "not set" with 0.
    private static double? Set(Api api, double? limit) => limit is 0 && !api.IsRest ? null : limit;

    private static string Describe(RouteSettings settings) =>
        FormattableString.Invariant($"rate {settings.ThrottlingRate?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not set"}, burst {settings.ThrottlingBurst?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not set"}");
}
