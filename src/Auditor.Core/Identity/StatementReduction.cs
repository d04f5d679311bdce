using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Takes out of statements what is known: the action, who calls, and the condition keys that are told.</summary>
internal static class StatementReduction
{
    /// <summary>The statements of a policy, other than that of an API, that concern an action.</summary>
    public static IEnumerable<JudgedStatement> Concerning(HeldPolicy policy, PolicyLayer layer, int level, string action) =>
        from statement in policy.Document.Statements
        let concerns = Concerns(statement, action)
        where concerns != Truth.False
        select WithResources(
            new JudgedStatement(statement, policy.Document, layer) { Concerns = concerns, Level = level, Unread = policy.Unread },
            api: null);

    /// <summary>The statements of an API's resource policy that concern an action.</summary>
    public static IEnumerable<JudgedStatement> OfResourcePolicy(PolicyDocument document, string action, string apiArn) =>
        from statement in document.Statements
        let concerns = Concerns(statement, action)
        where concerns != Truth.False
        select WithResources(new JudgedStatement(statement, document, PolicyLayer.Resource) { Concerns = concerns }, apiArn);

    /// <summary>The statements of a private domain name's policy that concern an action.</summary>
    public static IEnumerable<JudgedStatement> OfDomainPolicy(PolicyDocument document, string action) =>
        OfResourcePolicy(document, action, apiArn: "").Select(statement => statement with { Layer = PolicyLayer.DomainName });

    /// <summary>What a statement of a resource policy is to one caller; none where it is about others.</summary>
    public static IEnumerable<JudgedStatement> For(JudgedStatement statement, CallerPrincipal caller, bool hasBoundary)
    {
        // IAM user guide, "Permissions boundaries for IAM entities": a Deny with NotPrincipal denies whoever has a boundary, named or not.
        var names = hasBoundary && statement.Statement is { Effect: PolicyEffect.Deny, IsNotPrincipal: true }
            ? Truth.True
            : Names(statement.Statement, caller);
        if (names == Truth.False)
        {
            return [];
        }

        var concerned = statement with { Concerns = statement.Concerns.And(names) };
        return statement.Allows
            ? [.. AsWhom(statement.Statement, caller).Select(each => statement with { Concerns = statement.Concerns.And(each.Names), Grantee = each.Grantee })]
            : [concerned];
    }

    /// <summary>
    /// The statement with what is told of condition keys taken out; <see langword="null"/> where it cannot hold any more.
    /// </summary>
    public static JudgedStatement? With(JudgedStatement statement, RequestFacts facts)
    {
        if (statement.Conditions.IsEmpty && statement.OpenResources.IsEmpty)
        {
            return statement;
        }

        return With(statement, key => facts[key] is { Kind: KeyFactKind.Known } told ? told.Values : null);
    }

    /// <summary>The same, for keys of which a function tells the values, <see langword="null"/> for those that stay open.</summary>
    public static JudgedStatement? With(JudgedStatement statement, Func<string, IReadOnlyList<string>?> valuesOf)
    {
        var hasVariables = statement.Document.HasVariables;
        var concerns = statement.Concerns;
        var conditions = ImmutableArray.CreateBuilder<PolicyCondition>();
        foreach (var condition in statement.Conditions)
        {
            var filled = Filled(condition, hasVariables, valuesOf);
            if (valuesOf(condition.Key) is not { } values || filled.Values.Any(value => PolicyVariables.Keys(value, hasVariables).Any()))
            {
                conditions.Add(filled);
                continue;
            }

            var holds = Holds(filled, hasVariables, values);
            concerns = concerns.And(holds);
            if (holds == Truth.False)
            {
                return null;
            }
        }

        var resources = statement.Resources;
        var open = statement.OpenResources;
        if (!open.IsEmpty)
        {
            var left = open.Select(text => PolicyVariables.Fill(text, valuesOf)).OfType<PolicyText>().ToImmutableArray();
            open = [.. left.Where(text => PolicyVariables.Keys(text, hasVariables).Any())];
            resources = resources.AddRange(left.Except(open).Select(text => ArnTemplate.Of(text, hasVariables, api: null)));
        }

        return statement with { Concerns = concerns, Conditions = conditions.ToImmutable(), Resources = resources, OpenResources = open };
    }

    private static Truth Concerns(PolicyStatement statement, string action)
    {
        var matches = PolicyEvaluator.MatchesAction(statement, action);
        return statement.Effect == PolicyEffect.Unknown ? matches.And(Truth.Unknown) : matches;
    }

    private static JudgedStatement WithResources(JudgedStatement statement, string? api)
    {
        var hasVariables = statement.Document.HasVariables;
        var open = statement.Statement.Resources.Where(text => PolicyVariables.Keys(text, hasVariables).Any()).ToImmutableArray();

        // A resource policy's shorthand for its API stands at the start, where no variable does.
        open = [.. open.Select(text => api is null ? text : ResourcePattern.Expand(text, api))];
        return statement with
        {
            Conditions = statement.Statement.Conditions,
            OpenResources = open,
            Resources = [.. statement.Statement.Resources.Where(text => !PolicyVariables.Keys(text, hasVariables).Any()).Select(text => ArnTemplate.Of(text, hasVariables, api))],
        };
    }

    private static PolicyCondition Filled(PolicyCondition condition, bool hasVariables, Func<string, IReadOnlyList<string>?> valuesOf)
    {
        if (!condition.Values.Any(value => PolicyVariables.Keys(value, hasVariables).Any()))
        {
            return condition;
        }

        // A value that asks for a key that is not there is equal to nothing.
        return condition with { Values = [.. condition.Values.Select(value => PolicyVariables.Keys(value, hasVariables).Any() ? PolicyVariables.Fill(value, valuesOf) : value).OfType<PolicyText>()] };
    }

    private static Truth Holds(PolicyCondition condition, bool hasVariables, IReadOnlyList<string> values) =>
        ConcreteCondition.Holds(condition, hasVariables, new PolicyRequest { Resource = "" }.With(condition.Key, [.. values]));

    private static Truth Names(PolicyStatement statement, CallerPrincipal caller) =>
        statement.HasPrincipals ? PrincipalElement.Matches(statement, caller) : Truth.Unknown;

    private static IEnumerable<(Grantee Grantee, Truth Names)> AsWhom(PolicyStatement statement, CallerPrincipal caller)
    {
        if (!statement.HasPrincipals || statement.IsNotPrincipal)
        {
            return [(Grantee.Directly, Names(statement, caller))];
        }

        return statement.Principals
            .GroupBy(principal => GranteeOf(principal, caller))
            .Select(group => (group.Key, Names: Names(statement with { Principals = [.. group] }, caller)))
            .Where(each => each.Names != Truth.False)
            .OrderByDescending(each => each.Names)
            .ThenByDescending(each => each.Key);
    }

    private static Grantee GranteeOf(PolicyPrincipal principal, CallerPrincipal caller) =>
        PrincipalElement.Account(principal.Value.Text) is not null ? (caller.IsRoot ? Grantee.Directly : Grantee.Account)
        : principal.Kind is PrincipalKind.Aws
            && !principal.IsEveryAwsPrincipal
            && (principal.Value.Text.Contains(":role/", StringComparison.Ordinal)
                || principal.Value.Text.StartsWith("AROA", StringComparison.Ordinal)) ? Grantee.Role
        : Grantee.Directly;
}
