using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A policy as one class of callers meets it: dimensions and statements, with the answers found so far.</summary>
internal sealed class CallerModel
{
    private readonly WorkCounter? _steps;
    private readonly ConcurrentDictionary<string, Lazy<Solution>> _solutions = new(StringComparer.Ordinal);

    /// <param name="policy">The policy.</param>
    /// <param name="resources">Its distinct resource texts, which number the predicates on resources.</param>
    /// <param name="caller">The callers.</param>
    /// <param name="place">Of the API.</param>
    /// <param name="action">The action that is asked for.</param>
    /// <param name="now">Null where it is unknown.</param>
    /// <param name="steps">Counts the steps that answers take.</param>
    public CallerModel(
        PolicyDocument policy,
        ImmutableArray<PolicyText> resources,
        CallerClass caller,
        ApiPlace place,
        string action,
        DateTimeOffset? now,
        WorkCounter? steps = null)
    {
        _steps = steps;
        AskedAction = action;
        var dimensions = new DimensionList();
        Caller = caller;
        Keys = new CallerKeys(caller, place, policy, now, dimensions);
        var principals = new PrincipalFormulas(Keys.Principals, dimensions);
        Statements =
        [
            .. policy.Statements
                .Select(statement => new StatementModel(
                    statement,
                    statement.Effect,
                    Action(statement, action, dimensions),
                    principals.Of(statement),
                    Resource(statement, policy, resources, dimensions),
                    [.. statement.Conditions.Select(condition => Condition(condition, dimensions))]))
                .SelectMany(each => ByDelegation(each, principals))
                .SelectMany(each => WithEffect(each, dimensions)),
        ];
        Dimensions = dimensions.Build(Statements, new Work(steps));
    }

    public CallerClass Caller { get; }

    /// <summary>The action that is asked for.</summary>
    public string AskedAction { get; }

    public CallerKeys Keys { get; }

    public ImmutableArray<StatementModel> Statements { get; }

    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>The answer for routes whose resources fall into these classes.</summary>
    public Solution Solve(ImmutableArray<BitSet> resources, AccessQuestion question) =>
        _solutions.GetOrAdd(
            $"{question} {string.Join(' ', resources)}",
            _ => new(() => new Solver(this, new Space(Dimensions, resources, new Work(_steps))).Solve(question))).Value;

    // An Allow for an account as a whole delegates to that account, whoever else the statement names.
    private static IEnumerable<StatementModel> ByDelegation(StatementModel model, PrincipalFormulas principals)
    {
        var statement = model.Statement;
        var accounts = statement.IsNotPrincipal || statement.Effect is PolicyEffect.Deny
            ? []
            : statement.Principals.Where(principal => PrincipalElement.Account(principal.Value.Text) is not null).ToImmutableArray();
        if (accounts.IsEmpty)
        {
            return [model];
        }

        var delegating = model with { Principal = principals.Names(accounts), IsDelegating = true };
        return accounts.Length == statement.Principals.Length
            ? [delegating]
            : [model with { Principal = principals.Names(statement.Principals.Except(accounts)) }, delegating];
    }

    private static StatementModel[] WithEffect(StatementModel model, DimensionList dimensions)
    {
        if (model.Effect != PolicyEffect.Unknown)
        {
            return [model];
        }

        var isAllow = dimensions.Unknown("Effect", $"Effect of {model.Statement.Index}");
        return
        [
            model with { Effect = PolicyEffect.Allow, Action = model.Action.And(isAllow) },
            model with { Effect = PolicyEffect.Deny, Action = model.Action.And(isAllow.Not()) },
        ];
    }

    private static Formula Action(PolicyStatement statement, string action, DimensionList dimensions)
    {
        var matches = Formula.Any(statement.Actions.Select(text => PolicyTemplate.Of(text, hasVariables: false, hasWildcards: true).Matches(action, ignoreCase: true) switch
        {
            Truth.True => Formula.True,
            Truth.Unknown => dimensions.Unknown("Action", $"Action {text}"),
            _ => Formula.False,
        }));
        return statement.IsNotAction ? matches.Not() : matches;
    }

    private static Formula Resource(
        PolicyStatement statement, PolicyDocument policy, ImmutableArray<PolicyText> resources, DimensionList dimensions)
    {
        if (!statement.HasResources)
        {
            return dimensions.Unknown("Resource", $"no Resource in {statement.Index}");
        }

        var matches = Formula.Any(statement.Resources.Select(text =>
        {
            Formula pattern = new Predicate(dimensions.Resource, resources.IndexOf(text));
            return ResourcePattern.IsCertain(text, policy.HasVariables)
                ? pattern
                : pattern.And(dimensions.Unknown("Resource", $"Resource {text}"));
        }));
        return statement.IsNotResource ? matches.Not() : matches;
    }

    private Formula Condition(PolicyCondition condition, DimensionList dimensions)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out var operation))
        {
            return dimensions.Unknown($"{condition.Key} ({condition.Operator})", condition.ToString());
        }

        var domain = Keys[condition.Key];
        if (operation.Family == OperatorFamily.Null)
        {
            return Formula.Any(condition.Values.Select(value => ConcreteCondition.Flag(value) switch
            {
                true => domain.Present.Not(),
                false => domain.Present,
                null => dimensions.Unknown(condition.Key, condition.ToString()),
            }));
        }

        Formula holds;
        if (domain.MayHaveSeveralValues && operation.Qualifier != SetQualifier.None)
        {
            holds = dimensions.Unknown(condition.Key, condition.ToString());
        }
        else
        {
            // The callers that we model send one value at most, so that ForAllValues and ForAnyValue say the same of it.
            var matches = domain.Matches(operation, condition.Values);
            holds = operation.IsNegated ? matches.Not() : matches;
        }

        return domain.Present.And(holds).Or(domain.Present.Not().And(Formula.Of(operation.HoldsWhenAbsent)));
    }
}
