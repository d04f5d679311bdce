using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Cli.Terminal;

/// <summary>What one rule found in one API with one severity: told once.</summary>
/// <param name="First">The most urgent.</param>
/// <param name="All">All of them.</param>
internal sealed record FindingGroup(Finding First, ImmutableArray<Finding> All)
{
    private const int MostRoutes = 3;

    /// <summary>Findings of one rule, severity and status in one API together, in the order of their first ones.</summary>
    public static ImmutableArray<FindingGroup> Of(IEnumerable<Finding> findings) =>
    [
        .. findings
            .GroupBy(finding => (Place(finding), finding.Rule.Id, finding.Severity, finding.Status))
            .Select(group => new FindingGroup(group.First(), [.. group])),
    ];

    /// <summary>The API, or what is none of an API, for a heading.</summary>
    public static string Heading(Finding finding)
    {
        var identity = finding.Subject.Identity;
        return identity.ApiId is { } id ? $"{identity.ApiName} ({id}), {AccountAndRegion(identity)}" : AccountAndRegion(identity);
    }

    /// <summary>The account, and the Region of what is in one.</summary>
    public static string AccountAndRegion(ResourceIdentity identity) =>
        identity.Region is { } region ? $"{identity.Account} {region}" : identity.Account;

    /// <summary>What tells APIs apart.</summary>
    public static (string Account, string? Region, string? ApiId) Place(Finding finding) =>
        (finding.Subject.Identity.Account, finding.Subject.Identity.Region, finding.Subject.Identity.ApiId);

    /// <summary><c>10 of 20 routes: GET /a, GET /b, GET /c and 7 more</c>; <see langword="null"/> where there is only one.</summary>
    /// <param name="result">What the rules said, which knows how many routes there are.</param>
    public string? Others(AuditResult result)
    {
        if (All.Length == 1)
        {
            return null;
        }

        ImmutableArray<string> routes = [.. All.Select(finding => finding.Subject.Identity.Route).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (First.Subject is not RouteSubject subject || routes.Length < 2)
        {
            return $"{Words.Count(All.Length - 1, "more finding")} of this rule here";
        }

        var all = result.Exposure.RoutesServedBy(subject.Scope, subject.Api);
        var rest = routes.Length - MostRoutes;
        return $"{routes.Length:N0} of {Words.Count(Math.Max(all, routes.Length), "route")}: "
            + $"{string.Join(", ", routes.Take(MostRoutes))}{(rest > 0 ? $" and {rest:N0} more" : "")}";
    }
}
