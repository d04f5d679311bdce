using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>What findings about resource policies have in common.</summary>
internal static class PolicyFinding
{
    private const int Shown = 10;

    /// <summary>The route, quoted, with its stage.</summary>
    public static string Name(DeployedRoute route) => $"route {Quote.Of(route.Route.Key)} on stage {Quote.Of(route.Stage.Name)}";

    /// <summary>
    /// What somebody does whom a policy lets in: <c>call route 'GET /a' on stage 'prod'</c>, or get as far as its authorizer.
    /// </summary>
    public static string Reach(DeployedRoute route) =>
        route.Route.Authorization.ValueOr(AuthorizationKind.None) is AuthorizationKind.None or AuthorizationKind.AwsIam
        ? $"call {Name(route)}"
        : $"get as far as the authorizer of {Name(route)}";

    /// <summary>A statement in the middle of a sentence, quoted where it has a name.</summary>
    public static string Name(PolicyStatement statement) =>
        string.IsNullOrEmpty(statement.Sid) ? statement.Name : $"statement {Quote.Of(statement.Sid)}";

    /// <summary>What the commands that fix it name: the statement by its Sid, which Lambda gives to each.</summary>
    public static ImmutableDictionary<string, string> FixOf(PolicyStatement statement) => string.IsNullOrEmpty(statement.Sid)
        ? []
        : ImmutableDictionary<string, string>.Empty.Add("statementId", statement.Sid);

    /// <summary>A request that gets in, the statement that lets it in, and the routes that it is so for.</summary>
    public static ImmutableArray<Evidence> Evidence(ImmutableArray<PolicyOpening> openings)
    {
        var worst = openings[0];
        return
        [
            .. worst.Request.Value is { } request ? [new("request", request)] : ImmutableArray<Evidence>.Empty,
            new("resource policy", worst.Statement is { } statement ? $"{statement.Name} allows it" : worst.Answer.Because),
            .. openings.Take(Shown)
                .Select(opening => new Evidence("route", $"{opening.Route.Route.Key} on stage {opening.Route.Stage.Name}")),
            .. openings.Length > Shown ? [new("route", $"and {openings.Length - Shown} more")] : ImmutableArray<Evidence>.Empty,
        ];
    }

    /// <summary>The severity and confidence that follow from what was asked, and the routes.</summary>
    public static Finding WithSeverity(Finding finding, ImmutableArray<PolicyOpening> openings)
    {
        var worst = openings[0];
        var isSure = !worst.Answer.PrincipalQuirk;
        finding = finding with
        {
            Confidence = isSure ? finding.Confidence : Confidence.Medium,
            Named = NamedThings.Routes(openings.Select(opening => opening.Route)),
        };
        return worst.HasOtherGuard ? finding with { Severity = Severity.Low, SeverityIsFixed = true } : finding;
    }
}
