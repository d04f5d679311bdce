using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Decides one concrete request, by IAM's rules: a matching Deny, else a matching Allow, else neither.</summary>
public sealed class PolicyEvaluator(PolicyDocument policy)
{
    /// <summary>What the resource policy says about the request, and by which statement.</summary>
    public PolicyDecision Decide(PolicyRequest request)
    {
        var matches = policy.Statements.Select(statement => (statement, match: Matches(statement, request)))
            .Select(found => found.statement.Effect == PolicyEffect.Unknown ? found with { match = found.match.And(Truth.Unknown) } : found)
            .ToImmutableArray();
        var denied = matches.Where(found => found.statement.Effect != PolicyEffect.Allow && found.match != Truth.False)
            .OrderByDescending(found => found.match)
            .ToImmutableArray();
        var allowed = matches.Where(found => found.statement.Effect != PolicyEffect.Deny && found.match != Truth.False)
            .OrderByDescending(found => found.match)
            .ToImmutableArray();
        if (denied is [(var deny, Truth.True), ..])
        {
            return new PolicyDecision(DecisionKind.ExplicitlyDenied, deny, [], MayBeAllowed: false, MayBeDenied: true);
        }

        if (denied.IsEmpty && (allowed.IsEmpty || allowed[0].match == Truth.True))
        {
            return new PolicyDecision(
                allowed.IsEmpty ? DecisionKind.Neither : DecisionKind.Allowed,
                allowed.IsEmpty ? null : allowed[0].statement,
                [],
                !allowed.IsEmpty,
                MayBeDenied: false);
        }

        var doubtful = denied.Concat(allowed.Where(found => found.match == Truth.Unknown))
            .Select(found => found.statement)
            .ToImmutableArray();
        var keys = doubtful.SelectMany(statement => Doubts(statement, request)).Distinct(StringComparer.OrdinalIgnoreCase);
        return new PolicyDecision(DecisionKind.Depends, doubtful[0], [.. keys], !allowed.IsEmpty, !denied.IsEmpty);
    }

    internal Truth Matches(PolicyStatement statement, PolicyRequest request)
    {
        var truth = MatchesAction(statement, request.Action);
        truth = truth == Truth.False ? truth : truth.And(MatchesPrincipal(statement, request));
        truth = truth == Truth.False ? truth : truth.And(MatchesResource(statement, request.Resource));
        foreach (var condition in statement.Conditions)
        {
            truth = truth == Truth.False ? truth : truth.And(ConcreteCondition.Holds(condition, policy.HasVariables, request));
        }

        return truth;
    }

    // A statement of a resource policy without Principal or Resource is one that AWS would not have stored.
    private static Truth MatchesPrincipal(PolicyStatement statement, PolicyRequest request) =>
        statement.HasPrincipals ? PrincipalElement.Matches(statement, request.Principal) : Truth.Unknown;

    internal static Truth MatchesAction(PolicyStatement statement, string action)
    {
        var matches = statement.Actions.Select(text => PolicyTemplate.Of(text, hasVariables: false, hasWildcards: true)
            .Matches(action, ignoreCase: true))
            .Any();
        return statement.IsNotAction ? matches.Not() : matches;
    }

    private Truth MatchesResource(PolicyStatement statement, string resource)
    {
        if (!statement.HasResources)
        {
            return Truth.Unknown;
        }

        var matches = statement.Resources.Select(text => ResourcePattern.Matches(text, policy.HasVariables, resource)).Any();
        return statement.IsNotResource ? matches.Not() : matches;
    }

    private IEnumerable<string> Doubts(PolicyStatement statement, PolicyRequest request)
    {
        var keys = statement.Conditions.Where(condition => ConcreteCondition.Holds(
            condition, policy.HasVariables, request) == Truth.Unknown)
            .Select(condition => condition.Key);
        var principal = MatchesPrincipal(statement, request) == Truth.Unknown ? ["Principal"] : Array.Empty<string>();
        var resource = MatchesResource(statement, request.Resource) == Truth.Unknown ? ["Resource"] : Array.Empty<string>();
        var action = MatchesAction(statement, request.Action) == Truth.Unknown ? ["Action"] : Array.Empty<string>();
        var effect = statement.Effect == PolicyEffect.Unknown ? ["Effect"] : Array.Empty<string>();
        return [.. effect, .. principal, .. action, .. resource, .. keys];
    }
}
