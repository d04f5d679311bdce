using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stages with settings of their own for methods or routes that they do not serve.</summary>
public sealed class SettingsWithoutRoute() : StageRule(new()
{
    Id = "AGW7016",
    Name = "settings-without-route",
    Title = "Settings are for a route that the stage does not serve",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    Needs = Needs.Routes,
    Frameworks = ["API9:2023"],
    RecordedAs = ["methodSettings", "routeSettings"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var own = stage.Settings.RemoveAll(settings => settings.Key == RouteSettings.DefaultKey);

        // Of a stage that serves nothing at all, its settings are the least.
        if (own is [] || DeployedRoutes.ServesNothing(api, stage))
        {
            yield break;
        }

        var served = ServedSettings.Of(context.Exposure.RoutesOf(scope, api, stage).Value);
        var idle = own.RemoveAll(settings => served.Contains(settings.Key))
            .Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        if (idle is [])
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("has", "have")} settings for {RouteNames.Of(stages.Items)}, which "
                + $"{stages.Form("it does", "they do")} not serve: "
            + "whatever limit, log or cache was meant holds for no request.")
        {
            ItemKind = "setting",
            Items = [.. idle.Select(settings => settings.Key)],
            Evidence = [.. idle.Select(settings => new Evidence(settings.Key, "no such method or route is deployed on the stage"))],
        };
    }
}
