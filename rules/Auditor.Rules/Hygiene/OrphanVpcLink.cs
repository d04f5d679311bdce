using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>A VPC link that no route uses, neither as a stage serves it nor as somebody edits it.</summary>
internal static class OrphanVpcLink
{
    public static OrphanReason? Of(VpcLinkSubject subject, RuleContext context)
    {
        var link = subject.Link;
        return IsUsed(link, subject.Scope, context)
            ? null
            : new(
                $"VPC link {Quote.Of(link.Name)} is used by no route: a way from API Gateway into the VPC stands open for whoever may "
                    + $"make a route.",
                [new("integrations", "none with its id"), new("status", link.Status ?? "none")]);
    }

    private static bool IsUsed(VpcLink link, Scope scope, RuleContext context)
    {
        var unknown = OrphanReason.Unlisted(scope);
        foreach (var api in scope.KnownApis)
        {
            if (IsEdited(link, api) || IsServed(link, scope, api, context, ref unknown))
            {
                return true;
            }
        }

        return unknown is null ? false : throw new UnknownFactException(unknown);
    }

    // What somebody is still editing uses it as well.
    private static bool IsEdited(VpcLink link, Api api) =>
        api.Routes.ValueOr([]).Any(route => route.Integration.ValueOr(null)?.ConnectionId == link.Id);

    private static bool IsServed(VpcLink link, Scope scope, Api api, RuleContext context, ref Unknown? unknown)
    {
        unknown ??= api.Stages.Unknown;
        foreach (var stage in api.Stages.ValueOr([]))
        {
            var routes = context.Exposure.RoutesOf(scope, api, stage);
            unknown ??= routes.Unknown;
            foreach (var route in routes.ValueOr([]))
            {
                var id = route.Route.Integration.Select(integration => integration?.ConnectionId is { } named
                    ? StageVariables.FillIn(named, route)
                    : (string?)null);
                unknown ??= id.Unknown ?? id.ValueOr(default).Unknown;
                if (id.ValueOr(default) is { IsKnown: true, Value: { } used } && used == link.Id)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
