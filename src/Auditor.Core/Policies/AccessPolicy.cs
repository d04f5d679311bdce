using System.Collections.Immutable;
using Auditor.Core.Policies.Solving;

namespace Auditor.Core.Policies;

/// <summary>A resource policy made ready for many questions; may be asked from several threads.</summary>
/// <remarks>
/// How it decides: requests differ in finitely many independent ways that a policy can see (address, endpoint, principal, resource, keys).
/// Along each the policy cuts them into classes - addresses by exact CIDR algebra, texts by running all patterns as one automaton - so that
/// each statement is a union of products of classes, and "some Allow and no Deny" is a difference of such unions. Of resources, which can
/// fall into more classes than could ever be listed, only those are looked at that no other is better than. Nothing is sampled and nothing
/// is guessed; a policy too entangled for that gets "depends".
/// </remarks>
public sealed class AccessPolicy
{
    // APIs without number may have one policy.
    private const int MostModels = 2_000;
    private const int MostTargets = 2_000;

    private readonly RecentAnswers<(CallerClass Caller, ApiPlace Place, string Action), Lazy<CallerModel>> _models = new(MostModels);
    private readonly RecentAnswers<string, RouteResources> _resources = new(MostModels, StringComparer.Ordinal);
    private readonly RecentAnswers<RouteTarget, ImmutableArray<LanguageClass>> _classes = new(
        MostTargets, ReferenceEqualityComparer.Instance);

    private readonly WorkCounter _steps = new();
    private readonly ImmutableArray<PolicyText> _texts;
    private readonly ResourceDemands _demands;

    /// <param name="document">The policy.</param>
    /// <param name="now">The moment that aws:CurrentTime means; without it, verdicts that hang on the time depend on it.</param>
    public AccessPolicy(PolicyDocument document, DateTimeOffset? now = null)
    {
        Document = document;
        Now = now;
        _texts = [.. document.Statements.SelectMany(statement => statement.Resources).Distinct()];
        _demands = new ResourceDemands(document, _texts);
    }

    public PolicyDocument Document { get; }

    public DateTimeOffset? Now { get; }

    /// <summary>How much work the answers so far took: steps that are the same on whatever machine.</summary>
    public long Steps => _steps.Steps;

    /// <summary>Whether any request of these callers to this route gets through, which, and why.</summary>
    public AccessAnswer Ask(
        CallerClass caller, RouteTarget route, AccessQuestion question = AccessQuestion.Allowed, string action = "execute-api:Invoke")
    {
        try
        {
            var model = Model(caller, route, action);
            var classes = Classes(route);
            return Answer(classes, model.Solve([.. classes.Select(each => each.Vector)], question), route);
        }
        catch (PolicyTooComplexException reason)
        {
            return new AccessAnswer
            {
                Verdict = Verdict.Depends,
                DependsOn = ["the policy as a whole"],
                Because = $"The policy is too entangled to decide: {reason.Message}.",
            };
        }
    }

    /// <summary>One of a route's resources; <see langword="null"/> where it has none.</summary>
    internal static string? Example(RouteTarget route) =>
        new RouteResources([], hasVariables: false, route.ApiArn).Classes(route, [new TextDemand([])], []) is [var found, ..]
            ? found.Example
            : null;

    private CallerModel Model(CallerClass caller, RouteTarget route, string action) =>
        _models.GetOrAdd(
            (caller, ApiPlace.Of(route), action),
            key => new(() => new CallerModel(Document, _texts, key.Caller, key.Place, key.Action, Now, _steps))).Value;

    private ImmutableArray<LanguageClass> Classes(RouteTarget route) =>
        _classes.GetOrAdd(route, target => Resources(target).Classes(target, _demands.All, _demands.Headers));

    private RouteResources Resources(RouteTarget route) =>
        _resources.GetOrAdd(route.ApiArn, api => new RouteResources(_texts, Document.HasVariables, api, _steps));

    private static AccessAnswer Answer(ImmutableArray<LanguageClass> classes, Solution solution, RouteTarget route)
    {
        var witness = solution.Request is { } request
            ? Witness(classes[solution.Chosen[0]].Example, solution.Callers, solution.Statement, request)
            : null;
        return new AccessAnswer
        {
            Verdict = solution.Verdict,
            Witness = witness,
            Combinations =
            [
                .. solution.Combinations.Select(each => each.Combination with
                {
                    Witness = Witness(
                        classes[each.Chosen[0]].Example, each.Callers, each.Combination.Statement, each.Combination.Witness.Request) with
                    {
                        Addresses = each.Combination.Witness.Addresses,
                    },
                }),
            ],
            Statement = solution.Statement,
            Addresses = solution.Addresses,
            PossibleAddresses = solution.PossibleAddresses,
            Principals = solution.Principals,
            DependsOn = solution.DependsOn,
            SpoofableKeys = solution.SpoofableKeys,
            OnlyBySpoofing = solution.OnlyBySpoofing,
            PrincipalQuirk = solution.PrincipalQuirk,
            Because = solution.Verdict switch
            {
                Verdict.No => solution.Reason.Replace("{0}", route.ToString(), StringComparison.Ordinal),
                Verdict.Yes => $"A request gets in: {witness?.Text}.",
                _ => $"It depends on {string.Join(", ", solution.DependsOn)} whether a request gets in: {witness?.Text}.",
            },
        };
    }

    private static AccessWitness Witness(string resource, string callers, PolicyStatement? allow, PolicyRequest request)
    {
        var parts = resource.Split('/', 4);
        var path = parts.Length == 4 ? $"{parts[2]} /{parts[1]}/{parts[3]}" : resource;
        var verdict = allow is { } statement ? $"allowed by {statement.Name}" : "not denied by any statement";
        return new AccessWitness(request with { Resource = resource }, $"{callers}, {path}: {verdict}");
    }
}
