using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Rules.Transport;

/// <summary>Whether requests get through to a stage under one of its names: that the name is there does not say so.</summary>
internal static class AnsweringEndpoint
{
    /// <summary>
    /// Those of them that get furthest; <see langword="null"/> where none of any route does, unknown where some may by what was not read.
    /// </summary>
    /// <param name="context">What is known of routes.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="isMeant">Tells the names.</param>
    public static Fact<Passage?> Of(RuleContext context, (Scope Scope, Api Api, Stage Stage) stage, Func<Endpoint, bool> isMeant)
    {
        var routes = context.Exposure.RoutesOf(stage.Scope, stage.Api, stage.Stage);
        var (best, unknown) = ((Passage?)null, routes.Unknown);
        foreach (var exposure in routes.ValueOr([]).Select(context.Exposure.Of))
        {
            unknown ??= exposure.Unknown;
            foreach (var passage in (exposure.IsKnown ? exposure.Value.Passages : []).Where(passage => isMeant(passage.Endpoint)))
            {
                unknown ??= passage.Unknown;
                best = passage.Audience > (best?.Audience ?? Audience.Nobody) ? passage : best;
            }
        }

        return best is null && unknown is not null ? unknown : best;
    }
}
