using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Finds the resource that the writer of a policy most likely meant, by how few characters differ.</summary>
internal static class NearestResource
{
    private const string Short = "execute-api:";
    private const int MostCompared = 500;

    /// <summary>
    /// The resource of one of the routes that is nearest to what is written, in the form in which it is written:
    /// <c>execute-api:/prod/GET/orders</c> or an ARN.
    /// </summary>
    public static string To(string written, ImmutableArray<DeployedRoute> routes)
    {
        var isShort = written.StartsWith(Short, StringComparison.Ordinal);
        return routes
            .SelectMany(route => Resources(route.Target, isShort))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Take(MostCompared)
            .MinBy(resource => Distance(written, resource)) ?? "";
    }

    private static IEnumerable<string> Resources(RouteTarget target, bool isShort)
    {
        var path = string.Join('/', target.Path.Split('/').Select(segment => segment is ['{', ..] ? "*" : segment));
        var verbs = target.Verbs.Length == RouteTarget.AnyVerb.Length ? ["*"] : target.Verbs;
        return verbs.Select(verb => $"{(isShort ? Short : target.ApiArn)}/{target.Stage}/{verb}{(path.StartsWith('/') ? "" : "/")}{path}");
    }

    // How many characters have to be put in, taken out or changed.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var at = 1; at <= from.Length; at++)
        {
            var (diagonal, left) = (row[0], at);
            row[0] = at;
            for (var other = 1; other <= to.Length; other++)
            {
                left = Math.Min(Math.Min(row[other], left) + 1, diagonal + (from[at - 1] == to[other - 1] ? 0 : 1));
                (diagonal, row[other]) = (row[other], left);
            }
        }

        return row[^1];
    }
}
