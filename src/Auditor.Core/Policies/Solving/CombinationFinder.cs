using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Tells what gets in as combinations of who, from where and with what, each with a request of its own.</summary>
/// <remarks>
/// What a reader is told about (principal, organization, address, endpoint, headers) stays; the rest is only chosen. Over what is unknown a
/// combination is certain where for each value of it there is a choice that gets in, which is decided on boxes as everywhere: for all = not
/// for some not.
/// </remarks>
internal sealed class CombinationFinder(CallerModel model, Space space, ImmutableArray<AdmittedBoxes> admitted)
{
    private readonly ImmutableArray<int> _unknown = space.Having(DimensionRole.Unknown);
    private readonly ImmutableArray<int> _spoofable = space.Having(DimensionRole.Spoofable);
    private readonly ImmutableArray<int> _hidden =
    [
        .. model.Dimensions
            .Where(dimension => dimension.Role is DimensionRole.Chosen && !model.Keys.Describing.Contains(dimension))
            .Select(dimension => dimension.Index),
    ];

    /// <summary>The certain ones first, then those that let in most.</summary>
    public ImmutableArray<SolvedCombination> Find()
    {
        var all = BoxList.Union(space.Work, admitted.Select(each => each.Boxes));
        var certain = Certain(admitted.Where(each => each.Statement is not { IsDelegating: true }));
        var delegated = Beyond(certain, Certain(admitted.Where(each => each.Statement is { IsDelegating: true })));

        // What gets in one way or the other, of which one delegates, may still have to be allowed elsewhere.
        if (!_unknown.IsEmpty && admitted.Any(each => each.Statement is { IsDelegating: true }))
        {
            delegated = BoxList.Of(space.Work, delegated.Boxes.Concat(Certain(admitted).Except(certain).Except(delegated).Boxes));
        }

        var perhaps = all.Project(space, _hidden.AddRange(_unknown)).Except(certain).Except(delegated);
        return
        [
            .. Told(certain, isCertain: true, isDelegated: false)
                .Concat(Told(delegated, isCertain: true, isDelegated: true))
                .Concat(Told(perhaps, isCertain: false, isDelegated: false))
                .OrderByDescending(each => each.Combination.IsCertain)
                .ThenByDescending(each => each.Combination.Principals.Anyone)
                .ThenByDescending(each => each.Combination.Endpoints.Anyone)
                .ThenBy(each => each.Combination.Shows.Length)
                .ThenByDescending(each => each.Combination.Addresses.Count)
                .ThenBy(each => each.Combination.PrincipalQuirk)
                .ThenBy(each => each.Combination.Statement?.Index),
        ];
    }

    private BoxList Certain(IEnumerable<AdmittedBoxes> some) =>
        ForAll(BoxList.Union(space.Work, some.Select(each => each.Boxes)).Project(space, _hidden), _unknown);

    // First the boxes that hold by themselves, whole as their statements have them; then what only several of them together leave open to
    // nobody.
    private BoxList ForAll(BoxList boxes, ImmutableArray<int> dimensions)
    {
        if (boxes.Boxes.All(box => IsFree(box, dimensions)))
        {
            return boxes;
        }

        var alone = BoxList.Of(space.Work, boxes.Boxes.Where(box => IsFree(box, dimensions)));
        var refused = BoxList.Of(space.Work, space.Full).Except(boxes).Project(space, dimensions);
        var together = BoxList.Of(space.Work, space.Full).Except(refused).Except(alone);
        return BoxList.Of(space.Work, alone.Boxes.Concat(together.Boxes));
    }

    private static bool IsFree(Box box, ImmutableArray<int> dimensions) => dimensions.All(at => box.Sides[at].IsFull);

    // Those for whom it does not matter what they write, and those for whom it does.
    private IEnumerable<SolvedCombination> Told(BoxList boxes, bool isCertain, bool isDelegated)
    {
        var open = ForAll(boxes, _spoofable);
        return open.Boxes.Concat(Beyond(open, boxes).Boxes).Select(box => Told(box, isCertain, isDelegated));
    }

    // Whole boxes, as their statements have them, of which something is not told already.
    private BoxList Beyond(BoxList told, BoxList boxes) =>
        BoxList.Of(space.Work, boxes.Boxes.Where(box => !BoxList.Of(space.Work, box).Except(told).IsEmpty));

    private SolvedCombination Told(Box box, bool isCertain, bool isDelegated)
    {
        var (statement, found) = admitted
            .Where(each => each.Statement is { IsDelegating: true } == isDelegated || !isCertain || isDelegated)
            .SelectMany(each => each.Boxes.Boxes.Where(box.Overlaps).Select(other => (each.Statement, Box: other.Intersect(box))))
            // The request has to show no more than the combination says: by a statement that asks for no header where none is told.
            .OrderBy(each => _spoofable.Count(at => box.Sides[at].IsFull && !each.Box.Sides[at].IsFull))
            // It shows what is said of the addresses, if one statement lets all of them in.
            .ThenByDescending(each => AddressesOf(each.Box).Count)
            .ThenBy(each => isDelegated && each.Statement is not { IsDelegating: true })
            .ThenBy(each => _unknown.Count(at => !each.Box.Sides[at].IsFull))
            .ThenBy(each => each.Statement?.IsQuirk is true)
            .ThenBy(each => each.Statement?.Statement.Index)
            .First();
        var witness = new WitnessRequest(model, found);
        return new(
            new AdmittedCombination
            {
                IsCertain = isCertain,
                DependsOn = isCertain ? [] : DependsOn(box),
                Principals = PrincipalsOf(box),
                Addresses = AddressesOf(box),
                Endpoints = EndpointsOf(box),
                Shows =
                [
                    .. model.Dimensions
                        .Where(dimension => dimension.Role is DimensionRole.Spoofable && !box.Sides[dimension.Index].IsFull)
                        .Select(dimension => new ShownHeader(
                            dimension.Name, witness.Request.Values(dimension.Name) is [var value] ? value : null)),
                ],
                IsDelegated = isDelegated || statement is { IsDelegating: true },
                PrincipalQuirk = !model.Caller.Identity.IsSigned && statement is { IsQuirk: true },
                Statement = statement?.Statement,
                Witness = new(witness.Request, witness.Callers) { Addresses = AddressesOf(found) },
            },
            witness.Chosen,
            witness.Callers);
    }

    private AdmittedAddresses AddressesOf(Box box) =>
        new(model.Keys.SourceIp is { } addresses ? addresses.Addresses(box.Sides[addresses.Index]) : AddressSet.Empty);

    private ImmutableArray<string> DependsOn(Box box) =>
    [
        .. admitted
            .SelectMany(each => each.Boxes.Boxes)
            .Where(box.Overlaps)
            .SelectMany(other => _unknown.Where(at => !other.Sides[at].IsFull))
            .Select(at => model.Dimensions[at].Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private AdmittedPrincipals PrincipalsOf(Box box)
    {
        if (model.Keys.Principals is not { } principals)
        {
            return AdmittedPrincipals.None;
        }

        var classes = box.Sides[principals.Index];
        var organizations = Restricting(model.Keys.Organizations, box);
        var ids = Restricting(model.Keys.UniqueIds, box);
        var hasStrangers = classes.Members.Any(at => !principals.Accounts(at).Any());

        // Of whom more is asked than an account, that tells whom: accounts are named besides.
        var isNamed = !hasStrangers || (organizations is null && ids is null);
        var accounts = isNamed ? Sorted(classes.Members.SelectMany(principals.Accounts)) : [];
        var whole = Sorted(accounts.Where(account => principals.ClassesOf(account).All(classes.Contains)));
        return new()
        {
            Anyone = hasStrangers && organizations is null && ids is null,
            Accounts = accounts,
            WholeAccounts = whole,
            Arns = Sorted(classes.Members.Where(at => !principals.Accounts(at).Any(account => whole.Contains(account)))
                .SelectMany(principals.Arns)),
            Organizations = hasStrangers ? organizations ?? [] : [],
            UniqueIds = ids ?? [],
        };
    }

    private AdmittedEndpoints EndpointsOf(Box box)
    {
        var endpoints = Restricting(model.Keys.Endpoints, box);
        var networks = Restricting(model.Keys.Networks, box);
        return model.Caller.Network.Kind switch
        {
            CallerNetworkKind.Internet => AdmittedEndpoints.None,
            CallerNetworkKind.ListedEndpoints =>
                new() { EndpointIds = Listed("aws:SourceVpce", box), VpcIds = Listed("aws:SourceVpc", box) },
            _ => new() { Anyone = endpoints is null && networks is null, EndpointIds = endpoints ?? [], VpcIds = networks ?? [] },
        };
    }

    private ImmutableArray<string> Listed(string key, Box box) => model.Keys.ListedEndpoints is { } listed
        ? Sorted(box.Sides[listed.Index].Members.SelectMany(at => listed.Values(at, key)))
        : [];

    // What the policy names, where nothing else is let in; null where something is that it does not name, or nobody else was asked about.
    private static ImmutableArray<string>? Restricting(TextDimension? dimension, Box box)
    {
        if (dimension is null
            || box.Sides[dimension.Index].IsFull
            || box.Sides[dimension.Index].Members.Any(at => !dimension.Named(at).Any()))
        {
            return null;
        }

        return Sorted(box.Sides[dimension.Index].Members.SelectMany(dimension.Named));
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
