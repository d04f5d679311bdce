using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Judges requests by resource policy, identity policies, groups and boundary together, each request as a whole.</summary>
/// <remarks>
/// The caller picks the resource and the keys that it writes itself: one request that gets through is enough. Whatever nobody knows is
/// tried both ways: yes only if a request gets through in every case, no only if none does in any. Where a request comes from is the
/// route's own affair as far as the resource policy goes, which says from where anybody gets in: from there the caller has to be allowed.
/// </remarks>
internal sealed class RequestJudge
{
    private const int MostCases = 4_096;
    private const int MostCombinations = 400;

    private readonly AuthorizationQuestion _question;
    private readonly ImmutableArray<JudgedStatement> _statements;
    private Outcome? _best;
    private bool _isLeftToAccount;

    private RequestJudge(AuthorizationQuestion question, ImmutableArray<JudgedStatement> statements) =>
        (_question, _statements) = (question, statements);

    private Caller Caller => _question.Caller;

    public static AuthorizationAnswer Judge(AuthorizationQuestion question)
    {
        ImmutableArray<JudgedStatement> statements = [.. question.Statements.Where(statement => statement.MayConcern(question.Resources.Start)).Select(statement => StatementReduction.With(statement, question.Facts)).OfType<JudgedStatement>()];
        return CanBeAllowed(question.Caller, statements) ? new RequestJudge(question, statements).Answer() : AuthorizationAnswer.No;
    }

    // Most policies are about other services: that needs no looking at resources.
    private static bool CanBeAllowed(Caller caller, ImmutableArray<JudgedStatement> statements)
    {
        var (byIdentity, byResource) = (caller.IsRoot, false);
        foreach (var statement in statements)
        {
            byIdentity |= statement is { Allows: true, Layer: PolicyLayer.Identity };
            byResource |= statement is { Allows: true, Layer: PolicyLayer.Resource };
        }

        return caller.IsOwnAccount ? byIdentity || byResource : byIdentity && byResource;
    }

    private AuthorizationAnswer Answer()
    {
        var keys = _statements.SelectMany(statement => statement.OpenKeys)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(key => (Key: key, Fact: Fact(key)))
            .ToImmutableArray();
        var open = Cases(keys.Where(each => each.Fact.Kind is KeyFactKind.Open), isAnyOther: false);

        // One value that the caller can pick is enough; where there are too many, that which no policy names is tried.
        var chosen = Cases(keys.Where(each => each.Fact.Kind is KeyFactKind.Chosen), isAnyOther: false);
        var isCut = chosen.IsDefault || (!open.IsDefault && (long)chosen.Length * open.Length > MostCases);
        chosen = isCut ? Cases(keys.Where(each => each.Fact.Kind is KeyFactKind.Chosen), isAnyOther: true) : chosen;
        var network = keys.Where(each => each.Fact.Kind is KeyFactKind.Network).Select(each => each.Key).ToImmutableArray();
        var origins = (network.IsEmpty ? [_question.Origins[0]] : _question.Origins)
            .Select(origin => Cases(origin, network))
            .Where(cases => cases.IsDefault || !cases.IsEmpty)
            .ToImmutableArray();
        if (open.IsDefault
            || chosen.IsDefault
            || origins.Any(cases => cases.IsDefault || (long)cases.Length * open.Length * chosen.Length > MostCases))
        {
            return new() { Verdict = Verdict.Depends, DependsOn = DependsOn(keys) };
        }

        var (all, any, permitted, isAllowed) = (true, false, true, false);
        foreach (var unknown in open)
        {
            var byOrigin = origins.Select(cases => From(unknown, chosen, cases)).ToImmutableArray();
            all &= byOrigin.Any(each => each.Certain);
            any |= byOrigin.Any(each => each.Possible);
            permitted &= byOrigin.Any(each => each.Permitted);
            isAllowed |= byOrigin.Any(each => each.Allowed);
        }

        var verdict = all ? Verdict.Yes : any || isCut ? Verdict.Depends : Verdict.No;
        return new()
        {
            Verdict = verdict,
            IsAllowedButForDenies = permitted && isAllowed,
            Allow = verdict is Verdict.No && _best?.Deny is null ? null : _best?.Allow,
            Deny = _best?.Deny,
            IsBeyondBoundary = _best is { Layers.WithinBoundary: Truth.False, Layers.AllowedByIdentity: not Truth.False },
            ClosedLevel = _best is { Layers.WithinOrganization: Truth.False } ? _best.ClosedLevel : 0,
            IsOutsideDomainName = _best is { Layers.WithinDomainName: Truth.False },
            IsLeftToAccount = verdict is Verdict.Depends && _isLeftToAccount,
            Example = _best?.Resource.Replace(SampleTexts.Unnamed, 'x') ?? "",
            DependsOn = verdict is Verdict.Depends ? DependsOn(keys) : [],
        };
    }

    // Keys that say where a request comes from are told or open where no origin is asked for.
    private KeyFact Fact(string key)
    {
        var fact = _question.Facts[key];
        return fact.Kind is KeyFactKind.Network && _question.Origins is [NetworkOrigin.AsTold] ? KeyFact.Open : fact;
    }

    private ImmutableArray<string> DependsOn(ImmutableArray<(string Key, KeyFact Fact)> keys) =>
    [
        .. keys.Where(each => each.Fact.Kind is KeyFactKind.Open or KeyFactKind.Network).Select(each => each.Key)
            .Concat(_statements.Select(statement => statement.Unread).OfType<string>())
            .Concat(_statements.Where(statement => statement is { Concerns: Truth.Unknown, Unread: null } && statement.Statement.HasPrincipals)
                .Select(_ => "Principal"))
            .Concat(_statements.Where(statement => statement.Resources.Any(resource => !resource.IsCertain) || !statement.Statement.HasResources)
                .Select(_ => "Resource"))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    // What a request from one place comes to: for each address of it, the best that the caller can pick.
    private (bool Certain, bool Possible, bool Permitted, bool Allowed) From(
        Values unknown, ImmutableArray<Values> chosen, ImmutableArray<Values> places)
    {
        var (all, any, permitted, allowed) = (true, false, true, false);
        var (letIn, granted, isGrantedAllowed) = (false, false, true);
        foreach (var place in places)
        {
            var best = Best(chosen.Select(pick => unknown.And(place).And(pick)));
            any |= best.Allowed != Truth.False;
            allowed |= best.Allowed == Truth.True;
            permitted &= best.Permitted == Truth.True;
            if (best.LetInByResource != Truth.False)
            {
                letIn = true;
                all &= best.Allowed == Truth.True;
            }

            if (best.GrantedByResource != Truth.False)
            {
                granted |= best.GrantedByResource == Truth.True;
                isGrantedAllowed &= best.Allowed == Truth.True;
            }
        }

        return ((letIn && all) || (granted && isGrantedAllowed), any, permitted, allowed);
    }

    private (Truth Allowed, Truth Permitted, Truth LetInByResource, Truth GrantedByResource) Best(IEnumerable<Values> cases)
    {
        var (allowed, permitted, letIn, granted) = (Truth.False, Truth.False, Truth.False, Truth.False);
        foreach (var values in cases)
        {
            var statements = With(values);
            foreach (var resource in Resources(statements))
            {
                var outcome = Look(resource, statements);
                Remember(outcome);
                allowed = allowed.Or(outcome.Allowed);
                permitted = permitted.Or(outcome.Permitted);
                letIn = letIn.Or(outcome.Layers.LetIn());
                granted = granted.Or(outcome.Layers.AllowedByResource(Caller).And(outcome.Layers.LetIn()));
                if (allowed == Truth.True)
                {
                    return (allowed, permitted, Truth.True, granted);
                }
            }
        }

        return (allowed, permitted, letIn, granted);
    }

    private ImmutableArray<JudgedStatement> With(Values values)
    {
        if (values.IsEmpty)
        {
            return _statements;
        }

        return [.. _statements.Select(statement => StatementReduction.With(statement, key => values.Of(key) is { } given ? given : _question.Facts[key] is { Kind: KeyFactKind.Known } told ? told.Values : (IReadOnlyList<string>?)null)).OfType<JudgedStatement>()];
    }

    private void Remember(Outcome outcome)
    {
        _isLeftToAccount |= outcome is { Allowed: Truth.Unknown, Layers: { GrantedToAccount: not Truth.False, GrantedDirectly: Truth.False, GrantedToRole: Truth.False } };
        if (_best is null || (outcome.Allowed, outcome.Permitted).CompareTo((_best.Allowed, _best.Permitted)) > 0)
        {
            _best = outcome;
        }
    }

    private Outcome Look(string resource, ImmutableArray<JudgedStatement> statements)
    {
        var layers = new AuthorizationLayers
        {
            WithinBoundary = Caller.HasBoundary ? Truth.False : Truth.True,
            WithinDomainName = _question.HasDomainPolicy ? Truth.False : Truth.True,
        };
        var levels = Caller.NarrowLevels == 0 ? [] : new Truth[Caller.NarrowLevels];
        JudgedStatement? allow = null;
        JudgedStatement? deny = null;
        var (denied, granted) = (Truth.False, Truth.False);
        foreach (var statement in statements)
        {
            var matches = statement.Concerns.And(statement.IsAbout(resource))
                .And(statement.Conditions.IsEmpty ? Truth.True : Truth.Unknown);
            if (matches == Truth.False)
            {
                continue;
            }

            if (statement.Denies)
            {
                deny = matches > denied ? statement : deny;
                denied = denied.Or(matches);
                layers.DeniedByResource = statement.Layer is PolicyLayer.Resource or PolicyLayer.DomainName
                    ? layers.DeniedByResource.Or(matches)
                    : layers.DeniedByResource;
            }

            if (statement.Allows)
            {
                if (statement.Layer is PolicyLayer.Identity or PolicyLayer.Resource
                    && (allow is null || (matches, allow.Layer).CompareTo((granted, statement.Layer)) > 0))
                {
                    // One that is sure to allow it says more than one that was not read.
                    (allow, granted) = (statement, matches);
                }

                switch (statement.Layer, statement.Grantee)
                {
                    case (PolicyLayer.Identity, _):
                        layers.AllowedByIdentity = layers.AllowedByIdentity.Or(matches);
                        break;
                    case (PolicyLayer.Boundary, _):
                        layers.WithinBoundary = layers.WithinBoundary.Or(matches);
                        break;
                    case (PolicyLayer.ServiceControl, _):
                        if (statement.Level > 0)
                        {
                            levels[statement.Level - 1] = levels[statement.Level - 1].Or(matches);
                        }

                        break;
                    case (PolicyLayer.DomainName, _):
                        layers.WithinDomainName = layers.WithinDomainName.Or(matches);
                        break;
                    case (_, Grantee.Directly):
                        layers.GrantedDirectly = layers.GrantedDirectly.Or(matches);
                        break;
                    case (_, Grantee.Role):
                        layers.GrantedToRole = layers.GrantedToRole.Or(matches);
                        break;
                    case (_, Grantee.Account):
                        layers.GrantedToAccount = layers.GrantedToAccount.Or(matches);
                        break;
                }
            }
        }

        layers.Denied = denied;
        layers.WithinOrganization = levels.All();
        return new(resource, layers, layers.Allowed(Caller), layers.Permitted(Caller), allow, deny, Array.IndexOf(levels, Truth.False) + 1);
    }

    // First those that no policy names, then those that one does, alone or together with what has to allow besides.
    private IEnumerable<string> Resources(ImmutableArray<JudgedStatement> statements)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shape in _question.Resources.Shapes)
        {
            var unlike = SampleTexts.Unlike(shape);
            if (seen.Add(unlike) && _question.Resources.Has(unlike))
            {
                yield return unlike;
            }
        }

        if (_question.Resources.Shapes.All(shape => SampleTexts.IsOneText(shape)))
        {
            yield break;
        }

        foreach (var text in Combinations(statements)
            .Take(MostCombinations)
            .SelectMany(patterns => _question.Resources.Shapes.SelectMany(shape => SampleTexts.Common([shape, .. patterns]))))
        {
            if (seen.Add(text) && _question.Resources.Has(text))
            {
                yield return text;
            }
        }
    }

    private static IEnumerable<ImmutableArray<string>> Combinations(ImmutableArray<JudgedStatement> statements)
    {
        var granting = Patterns(statements.Where(statement => statement is { Allows: true, Layer: PolicyLayer.Identity }));
        var limiting = Patterns(statements.Where(
            statement => statement is { Allows: true, Layer: PolicyLayer.Boundary or PolicyLayer.ServiceControl }));
        var opening = Patterns(statements.Where(statement => statement is { Allows: true, Layer: PolicyLayer.Resource }));
        var sparing = Patterns(statements.Where(statement => statement is { Denies: true, Statement.IsNotResource: true }));
        foreach (var pattern in Patterns(statements))
        {
            yield return [pattern];
        }

        foreach (var (one, others) in new[] { (granting, limiting), (opening, limiting), (granting, opening), (granting, sparing), (opening, sparing), (limiting, sparing) })
        {
            foreach (var pattern in one)
            {
                foreach (var other in others)
                {
                    yield return [pattern, other];
                }
            }
        }

        foreach (var pattern in granting)
        {
            foreach (var limit in limiting)
            {
                foreach (var third in opening.Concat(sparing))
                {
                    yield return [pattern, limit, third];
                }
            }
        }
    }

    private static ImmutableArray<string> Patterns(IEnumerable<JudgedStatement> statements) =>
        [.. statements.SelectMany(statement => statement.Resources).Where(resource => !resource.IsEverything).SelectMany(resource => resource.Shapes).Distinct(StringComparer.Ordinal)];

    // Default where there are too many.
    private ImmutableArray<Values> Cases(IEnumerable<(string Key, KeyFact Fact)> keys, bool isAnyOther)
    {
        ImmutableArray<Values> cases = [Values.None];
        foreach (var (key, fact) in keys)
        {
            var values = KeyValues.Of(key, fact, _question.Facts, _statements, _question.Resources);
            values = isAnyOther && values.Any(value => IsUnnamed(fact, value))
                ? values.RemoveAll(value => !IsUnnamed(fact, value))
                : values;
            if ((long)cases.Length * values.Length > MostCases)
            {
                return default;
            }

            cases = [.. cases.SelectMany(each => values.Select(value => each.With(key, value)))];
        }

        return cases;
    }

    private static bool IsUnnamed(KeyFact fact, ImmutableArray<string> value) =>
        value is [] || (value is [var only] && only == fact.Start + SampleTexts.Unnamed);

    private ImmutableArray<Values> Cases(NetworkOrigin origin, ImmutableArray<string> keys)
    {
        ImmutableArray<Values> cases = [Values.None];
        foreach (var key in keys)
        {
            var values = NetworkValues(origin, key);
            if ((long)cases.Length * values.Length > MostCases)
            {
                return default;
            }

            cases = [.. cases.SelectMany(each => values.Select(value => each.With(key, value)))];
        }

        return cases;
    }

    private ImmutableArray<ImmutableArray<string>> NetworkValues(NetworkOrigin origin, string key)
    {
        var isSourceIp = KeyValues.IsSame(key, "aws:SourceIp");
        if (origin is NetworkOrigin.VpcEndpoint == isSourceIp)
        {
            return [[]];
        }

        return isSourceIp ? Each(AddressSet.PublicInternet.Intersect(origin is NetworkOrigin.InternetByIpv4
            ? AddressSet.Ipv4
            : AddressSet.Ipv6))
            : KeyValues.IsSame(key, "aws:VpcSourceIp") ? Each(AddressSet.Everything)
            : KeyValues.Of(
                key,
                KeyFact.OpenButThere with { Start = KeyValues.IsSame(key, "aws:SourceVpce") ? "vpce-" : "vpc-" },
                _question.Facts,
                _statements,
                _question.Resources);

        ImmutableArray<ImmutableArray<string>> Each(AddressSet universe) =>
            [.. KeyValues.Addresses(key, universe, _statements).Select(address => ImmutableArray.Create(address))];
    }

    private sealed record Outcome(
        string Resource,
        AuthorizationLayers Layers,
        Truth Allowed,
        Truth Permitted,
        JudgedStatement? Allow,
        JudgedStatement? Deny,
        int ClosedLevel);

    /// <summary>Values of some condition keys.</summary>
    private sealed record Values(ImmutableDictionary<string, ImmutableArray<string>> Each)
    {
        public static Values None { get; } = new(
            ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase));

        public bool IsEmpty => Each.IsEmpty;

        public Values With(string key, ImmutableArray<string> values) => new(Each.SetItem(key, values));

        public Values And(Values others) => others.IsEmpty ? this : IsEmpty ? others : new(Each.SetItems(others.Each));

        public ImmutableArray<string>? Of(string key) => Each.TryGetValue(key, out var values) ? values : null;
    }
}
