using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Finds the requests that get through: the union of the Allow statements without the union of the Deny statements.</summary>
/// <remarks>
/// A verdict quantifies over two kinds of dimensions: yes, if whatever the unknown is, callers can choose a request that gets through; no,
/// if whatever it is they cannot; else it depends. Both are decided exactly on boxes, by projecting to the unknown dimensions and testing
/// whether that covers them.
/// </remarks>
internal sealed class Solver(CallerModel model, Space space)
{
    private readonly ImmutableArray<int> _known = [.. model.Dimensions.Where(dimension => dimension.Role != DimensionRole.Unknown).Select(dimension => dimension.Index)];
    private readonly ImmutableArray<int> _spoofable = space.Having(DimensionRole.Spoofable);

    private bool HasUnknown => _known.Length < model.Dimensions.Length;

    public Solution Solve(AccessQuestion question)
    {
        var denied = BoxList.Union(space.Work, Statements(PolicyEffect.Deny).Select(Boxes));
        ImmutableArray<AdmittedBoxes> admitted = question == AccessQuestion.NotDenied
            ? [new(null, BoxList.Of(space.Work, space.Full).Except(denied))]
            : [.. Statements(PolicyEffect.Allow).Select(statement => new AdmittedBoxes(statement, Boxes(statement).Except(denied)))];
        var all = BoxList.Union(space.Work, admitted.Select(each => each.Boxes));
        if (all.IsEmpty)
        {
            return Refused(question);
        }

        var verdict = IsCertain(all, _ => true) ? Verdict.Yes : Verdict.Depends;
        var (statement, box) = Best(admitted);
        var witness = new WitnessRequest(model, box);
        var (spoofed, onlySpoofed) = Spoofed(all);
        var solved = new CombinationFinder(model, space, admitted).Find();
        var combinations = solved.Select(each => each.Combination).ToImmutableArray();
        return new Solution
        {
            Verdict = verdict,
            Combinations = solved,
            Addresses = Together(combinations.Where(each => each.IsCertain)),
            PossibleAddresses = Together(combinations),
            Principals = AdmittedPrincipals.Together([.. combinations.Where(each => each.IsCertain).Select(each => each.Principals)]),
            Chosen = witness.Chosen,
            Request = witness.Request,
            Callers = witness.Callers,
            Statement = statement?.Statement,
            DependsOn = verdict == Verdict.Depends ? DependsOn(all) : [],
            SpoofableKeys = spoofed,
            OnlyBySpoofing = onlySpoofed,
            PrincipalQuirk = !model.Caller.Identity.IsSigned
                && admitted.All(each => each.Statement is { IsQuirk: true } || (each.Statement is not null && each.Boxes.IsEmpty)),
        };
    }

    private IEnumerable<StatementModel> Statements(PolicyEffect effect) => model.Statements.Where(statement => statement.Effect == effect);

    private BoxList Boxes(StatementModel statement) => statement.Whole.Boxes(space);

    // For all that is unknown there is a choice: the boxes, projected to the unknown dimensions, leave nothing out.
    private bool IsCertain(BoxList boxes, Func<Box, bool> filter)
    {
        var left = boxes.Boxes.Where(filter).ToImmutableArray();
        return left.Length > 0 && (!HasUnknown || BoxList.Of(space.Work, left).Project(space, _known).Covers(space));
    }

    private (StatementModel? Statement, Box Box) Best(ImmutableArray<AdmittedBoxes> admitted)
    {
        return admitted
            .SelectMany(each => each.Boxes.Boxes.Select(box => (each.Statement, box)))
            .OrderBy(each => model.Dimensions.Count(dimension => dimension.Role == DimensionRole.Unknown
                && !each.box.Sides[dimension.Index].IsFull))
            .ThenBy(each => _spoofable.Count(at => !each.box.Sides[at].IsFull))
            .ThenBy(each => each.Statement?.IsQuirk == true)
            .ThenBy(each => model.Keys.Principals is { } principals
                && !IsStranger(principals, principals.Preferred(each.box.Sides[principals.Index])))
            .ThenBy(each => each.Statement?.Statement.Index)
            .First();
    }

    private static AdmittedAddresses Together(IEnumerable<AdmittedCombination> combinations) =>
        new(combinations.Aggregate(AddressSet.Empty, (all, each) => all.Union(each.Addresses.Set)));

    private static ImmutableArray<string> Sorted(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static bool IsStranger(PrincipalDimension principals, int chosen) => !principals.Accounts(chosen).Any();

    private ImmutableArray<string> DependsOn(BoxList boxes)
    {
        var projected = boxes.Project(space, _known);
        return Sorted(model.Dimensions
            .Where(dimension => projected.Boxes.Any(box => !box.Sides[dimension.Index].IsFull))
            .Select(dimension => dimension.Name));
    }

    // Requests that get in with one value of a key the caller writes, and not with another.
    private (ImmutableArray<string> Keys, bool Only) Spoofed(BoxList boxes)
    {
        var keys = model.Dimensions.Where(dimension => dimension.Role == DimensionRole.Spoofable
            && boxes.Boxes.Any(box => !box.Sides[dimension.Index].IsFull))
            .ToImmutableArray();
        if (keys.IsEmpty)
        {
            return ([], false);
        }

        var refusedWithSome = BoxList.Of(space.Work, space.Full).Except(boxes).Project(space, _spoofable);
        var admittedWithSome = boxes.Project(space, _spoofable);
        var admittedWithAll = admittedWithSome.Except(refusedWithSome);
        return admittedWithSome.Except(admittedWithAll).IsEmpty
            ? ([], false)
            : ([.. keys.Select(key => key.Name)], admittedWithAll.IsEmpty);
    }

    private Solution Refused(AccessQuestion question)
    {
        if (question == AccessQuestion.NotDenied)
        {
            if (space.Full.IsEmpty)
            {
                return No(null, "There is no such request.");
            }

            var deny = Statements(PolicyEffect.Deny).Where(statement => !Boxes(statement).IsEmpty).ToImmutableArray();
            return new Solution { Verdict = Verdict.No, Statement = deny[0].Statement, Reason = $"{Names(deny)} every such request." };
        }

        var reasons = Statements(PolicyEffect.Allow).Select(Reason).ToImmutableArray();
        return reasons.IsEmpty
            ? new Solution { Verdict = Verdict.No, Reason = "No statement of the policy allows anything." }
            : reasons.MaxBy(reason => reason.Refusal).Solution;
    }

    private (Refusal Refusal, Solution Solution) Reason(StatementModel allow)
    {
        if (space.Full.IsEmpty)
        {
            return (Refusal.Conditions, No(null, "There is no such request: no endpoint, address or path is left."));
        }

        var callers = CallerText.Of(model.Caller);
        var name = Capitalized(allow.Statement.Name);
        if (allow.Action.Boxes(space).IsEmpty)
        {
            return (Refusal.OtherAction, No(null, $"{name} does not allow the action that was asked for."));
        }

        if (allow.Principal.Boxes(space).IsEmpty)
        {
            return (Refusal.OtherPrincipal, No(null, $"{name} is for other principals than {callers}."));
        }

        if (allow.Resource.Boxes(space).IsEmpty)
        {
            return (Refusal.OtherResource, No(null, name + " does not cover {0}."));
        }

        for (var at = 0; at < allow.Conditions.Length; at++)
        {
            if (allow.Conditions[at].Boxes(space).IsEmpty)
            {
                var condition = allow.Statement.Conditions[at];
                var isAbsent = model.Keys[condition.Key].Present.Boxes(space).IsEmpty;
                return (Refusal.Condition, No(null, isAbsent
                    ? $"{name} asks for {condition.Key}, which requests of {callers} never carry."
                    : $"{name} holds only if {condition}, which is true for none of {callers}."));
            }
        }

        var boxes = Boxes(allow);
        if (boxes.IsEmpty)
        {
            return (Refusal.Conditions, No(null, $"No request of {callers} meets all that {allow.Statement.Name} asks for."));
        }

        var deny = Statements(PolicyEffect.Deny)
            .Where(statement => !Boxes(statement).Except(BoxList.Of(space.Work, space.Full).Except(boxes)).IsEmpty)
            .ToImmutableArray();
        return (Refusal.Denied, No(
            deny[0].Statement, $"{Names(deny)} every request of {callers} that {allow.Statement.Name} would allow."));
    }

    // The text is a format for the route; what the policy says may have braces of its own.
    private static Solution No(PolicyStatement? statement, string reason) =>
        new() { Verdict = Verdict.No, Statement = statement, Reason = reason };

    private static string Names(ImmutableArray<StatementModel> deny) =>
        $"{Capitalized(string.Join(" and ", deny.Select(statement => statement.Statement.Name)))} {(deny.Length == 1 ? "denies" : "deny")}";

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
