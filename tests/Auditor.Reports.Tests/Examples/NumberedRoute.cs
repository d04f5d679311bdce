using System.Globalization;
using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

/// <summary>
/// One of many rules that all say the same: a great many findings of few things are sooner made and validated than of as many things.
/// </summary>
internal sealed class NumberedRoute(int number) : RouteRule(new()
{
    Id = $"TST8{number.ToString("D3", CultureInfo.InvariantCulture)}",
    Name = $"numbered-route-{number}",
    Title = $"Rule {number} has something against this route",
    Category = Category.Hygiene,
    Severity = Severity.High,
})
{
    /// <summary>So many of them.</summary>
    public static IEnumerable<Rule> Rules(int number) => Enumerable.Range(1, number).Select(one => new NumberedRoute(one));

    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        new(where => $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} is on "
            + $"{where}.")
        { Evidence = [new("route", route.Route.Key)] };
}
