using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags routes to something that is not there any more.</summary>
public sealed partial class DanglingIntegration() : RouteRule(new()
{
    Id = "AGW7006",
    Name = "dangling-integration",
    Title = "What is behind this route is gone",
    Category = Category.Hygiene,
    Severity = Severity.High,
    Needs = Needs.Exposure | Needs.Functions | Needs.VpcLinks | Needs.BackendHosts,
    Frameworks = ["API9:2023"],
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) => route.Route.Integration.Value switch
    {
        null or { Type: IntegrationType.Mock } => null,
        // What is behind a VPC link is in a VPC, whatever address the integration gives it.
        { ThroughVpcLink: true } integration => OfVpcLink(FillIn(integration.ConnectionId, route), route),
        var integration when FillIn(integration.Uri, route) is { } uri => OfFunction(uri, route) ?? OfHost(uri, route),
        _ => null,
    };

    private static RouteVerdict? OfFunction(string uri, DeployedRoute route)
    {
        if (CalledFunction.In(uri) is not { } called || called.ExistsIn(route.Scope).Value)
        {
            return null;
        }

        return new(stages => $"{Name(route, stages)} calls Lambda function {Quote.Of(called.Name)}, and there is no such function, "
            + $"version or alias: whoever may make one of that name gets every request, with what callers send to prove who they are.")
        {
            Evidence = [new("integration", uri), new("function", "not found")],
        };
    }

    private static RouteVerdict? OfHost(string uri, DeployedRoute route)
    {
        var host = Host().Match(uri).Groups["host"].Value.TrimEnd('.');
        // An address needs no name, and a name without a dot is nobody's in public; a parameter in its place is another host with each
        // request.
        if (!host.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(host) is not UriHostNameType.Dns)
        {
            return null;
        }

        var known = route.Scope.BackendHosts.FirstOrDefault(other => string.Equals(
            other.Name.TrimEnd('.'), host, StringComparison.OrdinalIgnoreCase));
        if ((known?.Exists ?? new Unknown($"DNS was not asked for {Quote.Of(host)}.")).Value)
        {
            return null;
        }

        if (IsGivenByAws(host))
        {
            return new(stages => $"{Name(route, stages)} sends its requests to host {Quote.Of(host)}, which DNS does not know any more: "
                + $"every call fails. AWS gives out such names, and nobody can choose this one.")
            {
                Severity = Severity.Low,
                Evidence = [new("integration", uri), new("DNS", $"no such name as {host}")],
            };
        }

        return new(stages => $"{Name(route, stages)} sends its requests to host {Quote.Of(host)}, which DNS does not know: whoever can "
            + $"make that name exist gets every request, with what callers send to prove who they are.")
        {
            // Whether a stranger can depends on who holds the domain above it.
            Confidence = Confidence.Medium,
            Evidence = [new("integration", uri), new("DNS", $"no such name as {host}")],
        };
    }

    // Distributions, APIs, load balancers, function URLs and endpoints have an id in their name that AWS makes up.
    private static bool IsGivenByAws(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        return labels switch
        {
            [.., _, "cloudfront", "net"] => true,
            [.., _, "execute-api", _, "amazonaws", "com"] or [.., _, "execute-api", _, "amazonaws", "com", "cn"] => true,
            [.., _, "elb", "amazonaws", "com"] or [.., _, _, "elb", "amazonaws", "com"] or [.., _, "elb", _, "amazonaws", "com"] => true,
            [.., _, "lambda-url", _, "on", "aws"] => true,
            [.., "vpce", "amazonaws", "com"] => true,
            [.., _, "awsapprunner", "com"] => true,
            _ => false,
        };
    }

    private static RouteVerdict? OfVpcLink(string? id, DeployedRoute route)
    {
        if (id is null)
        {
            return null;
        }

        if (route.Scope.VpcLinks.Value.FirstOrDefault(link => link.Id == id) is { } link)
        {
            return OfState(link, route);
        }

        return new(stages => $"{Name(route, stages)} goes through VPC link {Quote.Of(id)}, which is gone: every call fails, and nobody "
            + $"who counts on the route is told why.")
        {
            // Ids of links are API Gateway's to give: nobody can make this one again.
            Severity = Severity.Low,
            Evidence = [new("connectionId", id), new("VPC links", "none of this id")],
        };
    }

    // A link that is pending may come, and an inactive one wakes up with the next request.
    private static RouteVerdict? OfState(VpcLink link, DeployedRoute route) => link.Status?.ToUpperInvariant() switch
    {
        "FAILED" => OfState(link, route, "failed"),
        "DELETING" => OfState(link, route, "is being deleted"),
        _ => null,
    };

    private static RouteVerdict OfState(VpcLink link, DeployedRoute route, string what) =>
        new(stages => $"{Name(route, stages)} goes through VPC link {Quote.Of(link.Id)}, which {what}: every call fails, and nobody who "
            + $"counts on the route is told why.")
        {
            Severity = Severity.Low,
            Evidence =
            [
                new("connectionId", link.Id),
                new("status", $"{link.Status}{(link.StatusMessage is { Length: > 0 } message ? $": {message}" : "")}"),
            ],
        };

    private static string Name(DeployedRoute route, string stages) =>
        $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} ({stages})";

    private static string? FillIn(string? text, DeployedRoute route) => text is null ? null : StageVariables.FillIn(text, route).Value;

    [GeneratedRegex(
        "^https?://([^/?#@]*@)?(?<host>[^/?#:]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}
