using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>
/// Tells what only stands in for something that a template refers to and does not describe: nothing is known to be wrong with it.
/// </summary>
internal static class Elsewhere
{
    /// <summary>Why nothing can be told of a thing; <see langword="null"/> where it was read.</summary>
    public static Unknown? Of(Subject subject) => Unknown(subject switch
    {
        ApiSubject api => api.Api.NotInTemplate,
        StageSubject stage => stage.Stage.NotInTemplate,
        RouteSubject { Deployed: [var route, ..] } => route.Route.NotInTemplate,
        DomainSubject domain => domain.Domain.NotInTemplate,
        _ => null,
    });

    /// <summary>Why nothing can be told of a route.</summary>
    public static Unknown? Of(Route route) => Unknown(route.NotInTemplate);

    /// <summary>Why a rule cannot tell anything of a stage. Of one whose settings alone are described, what they decide is known.</summary>
    public static Unknown? Of(RuleInfo rule, Stage stage) =>
        stage.Settings.Any(settings => settings != new RouteSettings { Key = settings.Key })
            && rule.RecordedAs.Any(member => member is "methodSettings" or "defaultRouteSettings" or "routeSettings")
        ? null
        : Unknown(stage.NotInTemplate);

    private static Unknown? Unknown(string? reason) => reason is null ? null : new(reason);
}
