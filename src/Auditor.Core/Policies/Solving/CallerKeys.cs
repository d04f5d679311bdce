using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Core.Policies.Solving;

/// <summary>What the callers of a class can have as value of each condition key.</summary>
internal sealed class CallerKeys
{
    private const string VpcePrefix = "vpce-";
    private const string VpcPrefix = "vpc-";
    private const string OrganizationPrefix = "o-";

    private readonly CallerClass _caller;
    private readonly ApiPlace _place;
    private readonly PolicyDocument _policy;
    private readonly DateTimeOffset? _now;
    private readonly DimensionList _dimensions;
    private readonly Dictionary<string, KeyDomain> _domains = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="caller">The callers.</param>
    /// <param name="place">Of the API.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Null where it is unknown.</param>
    /// <param name="dimensions">Where the dimensions go.</param>
    public CallerKeys(CallerClass caller, ApiPlace place, PolicyDocument policy, DateTimeOffset? now, DimensionList dimensions)
    {
        _caller = caller;
        _place = place;
        _policy = policy;
        _now = now;
        _dimensions = dimensions;
        AddNetwork(caller.Network);
        if (caller.Identity.IsSigned)
        {
            Principals = _dimensions.Add(new PrincipalDimension(account => PrincipalUniverse(caller.Identity, place.Partition, account)));
            AddPrincipal(Principals);
        }
    }

    /// <summary>Null for callers without AWS credentials.</summary>
    public PrincipalDimension? Principals { get; }

    /// <summary>Null where the policy does not ask for organizations.</summary>
    public OrganizationDimension? Organizations { get; private set; }

    /// <summary>aws:userid; null where the policy does not ask for it.</summary>
    public TextDimension? UniqueIds { get; private set; }

    /// <summary>aws:SourceIp; null for callers through endpoints.</summary>
    public AddressDimension? SourceIp { get; private set; }

    /// <summary>aws:SourceVpce of callers through whatever endpoint.</summary>
    public TextDimension? Endpoints { get; private set; }

    /// <summary>aws:SourceVpc of callers through whatever endpoint.</summary>
    public TextDimension? Networks { get; private set; }

    /// <summary>The endpoints of callers of whom that is known.</summary>
    public FiniteDimension? ListedEndpoints { get; private set; }

    /// <summary>What tells who calls and from where.</summary>
    public IEnumerable<Dimension> Describing =>
        new Dimension?[] { Principals, Organizations, UniqueIds, SourceIp, Endpoints, Networks, ListedEndpoints }.OfType<Dimension>();

    public KeyDomain this[string key]
    {
        get
        {
            if (!_domains.TryGetValue(key, out var domain))
            {
                domain = Create(key);
                _domains[key] = domain;
            }

            return domain;
        }
    }

    private bool HasVariables => _policy.HasVariables;

    private void AddNetwork(CallerNetwork network)
    {
        if (network.Kind == CallerNetworkKind.Internet)
        {
            SourceIp = _dimensions.Add(new AddressDimension("aws:SourceIp", network.Addresses));
            _domains["aws:SourceIp"] = new AddressKey(SourceIp, _dimensions, HasVariables);
            _domains["aws:VpcSourceIp"] = _domains["aws:SourceVpc"] = _domains["aws:SourceVpce"] = new AbsentKey();
            return;
        }

        _domains["aws:SourceIp"] = new AbsentKey();
        _domains["aws:VpcSourceIp"] = new AddressKey(
            _dimensions.Add(new AddressDimension("aws:VpcSourceIp", network.Addresses)), _dimensions, HasVariables);
        if (network.Kind == CallerNetworkKind.OtherEndpoints)
        {
            Endpoints = AddText("aws:SourceVpce", DimensionRole.Chosen, VpcePrefix, network.Endpoints.Select(endpoint => endpoint.Id));
            Networks = AddText(
                "aws:SourceVpc", DimensionRole.Chosen, VpcPrefix, network.Endpoints.Select(endpoint => endpoint.VpcId).OfType<string>());
            return;
        }

        var isVpcKnown = network.Endpoints.All(endpoint => endpoint.VpcId is not null);
        ListedEndpoints = AddFinite(
            "the endpoint",
            DimensionRole.Chosen,
            isVpcKnown ? ["aws:SourceVpce", "aws:SourceVpc"] : ["aws:SourceVpce"],
            network.Endpoints.Select(endpoint => isVpcKnown ? new[] { endpoint.Id, endpoint.VpcId } : [endpoint.Id]));
        if (!isVpcKnown)
        {
            AddText("aws:SourceVpc", DimensionRole.Unknown, VpcPrefix, []);
        }
    }

    private TextDimension AddText(string key, DimensionRole role, string prefix, IEnumerable<string> excluded)
    {
        var dimension = _dimensions.Add(new TextDimension(
            key, role, [TextPattern.Literal(prefix) + TextPattern.Some(TextElementKind.AssignedId)], canBeAbsent: false));
        foreach (var text in excluded)
        {
            dimension.Exclude(TextPattern.Literal(text));
        }

        MarkNamed(dimension, Named(key), text => IsOneId(text, prefix), TextPattern.Literal(""));
        _domains[key] = new TextKey(key, dimension, _dimensions, HasVariables);
        return dimension;
    }

    // An id that AWS assigns belongs to one thing: who has another is not whom the policy means. A pattern that says that much of it is as
    // good as the id.
    private static void MarkNamed(TextDimension dimension, IEnumerable<string> texts, Func<string, bool> isOne, TextPattern behind)
    {
        foreach (var text in texts.Where(isOne))
        {
            var template = PolicyTemplate.Of(new PolicyText(text), hasVariables: true, hasWildcards: true);
            dimension.Mark(
                text.StartsWith('A') ? text : text.ToLowerInvariant(), TextPattern.Of(template.Pattern, ignoreCase: true) + behind);
        }
    }

    private static bool IsOneId(string text, string prefix) =>
        !text.Contains('$', StringComparison.Ordinal)
        && (!text.AsSpan().ContainsAny('*', '?')
            || (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && text.AsSpan(prefix.Length).IndexOfAny('*', '?') >= CharactersThatNobodyHitsUpon));

    // 36 to this power of ids would have to be tried.
    private const int CharactersThatNobodyHitsUpon = 4;

    private FiniteDimension AddFinite(string name, DimensionRole role, string[] keys, IEnumerable<string?[]> candidates)
    {
        var none = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);
        var dimension = _dimensions.Add(new FiniteDimension(
            name,
            role,
            [.. candidates.Select(values => keys.Zip(values).Aggregate(none, (each, pair) => pair.Second is null ? each : each.Add(pair.First, pair.Second)))]));
        foreach (var key in keys)
        {
            _domains[key] = new FiniteKey(key, dimension, _dimensions, HasVariables);
        }

        return dimension;
    }

    private static ImmutableArray<TextPattern> PrincipalUniverse(CallerIdentity identity, string partition, string? oneAccount)
    {
        if (identity.Arn is { } arn)
        {
            return [TextPattern.Literal(arn)];
        }

        if ((identity.AccountId ?? oneAccount) is { } id && oneAccount is not null && id != oneAccount)
        {
            return [];
        }

        var account = (identity.AccountId ?? oneAccount) is { } known
            ? TextPattern.Literal(known)
            : TextPattern.Times(TextElementKind.Digit, 12);
        var start = TextPattern.Literal($"arn:{partition}:iam::") + account;
        var name = TextPattern.Some(TextElementKind.PathAndName);
        return
        [
            start + TextPattern.Literal(":role/") + name,
            start + TextPattern.Literal(":user/") + name,
            start + TextPattern.Literal(":root"),
        ];
    }

    private void AddPrincipal(PrincipalDimension principals)
    {
        _domains["aws:PrincipalArn"] = new TextKey("aws:PrincipalArn", principals, _dimensions, HasVariables);
        _domains["aws:PrincipalType"] = new PrincipalTypeKey(principals, _dimensions, HasVariables);
        var start = TextPattern.Literal("arn:") + TextPattern.Maybe(TextElementKind.NotColon) + TextPattern.Literal(":iam::");
        _domains["aws:PrincipalAccount"] = new SurroundedTextKey(
            "aws:PrincipalAccount",
            principals,
            _dimensions,
            HasVariables,
            TextElementKind.NotColon,
            [start],
            TextPattern.Literal(":") + TextPattern.Maybe(TextElementKind.Any));
        var user = start + TextPattern.Maybe(TextElementKind.NotColon) + TextPattern.Literal(":user/");
        _domains["aws:username"] = new SurroundedTextKey(
            "aws:username",
            principals,
            _dimensions,
            HasVariables,
            TextElementKind.NotSlash,
            [user, user + TextPattern.Maybe(TextElementKind.Any) + TextPattern.Literal("/")],
            TextPattern.Literal(""));
        foreach (var arn in Named("aws:PrincipalArn")
            .Concat(_policy.Statements.SelectMany(statement => statement.Principals).Select(principal => principal.Value.Text)))
        {
            MarkPrincipal(principals, arn);
        }

        foreach (var account in Named("aws:PrincipalAccount"))
        {
            MarkAccount(principals, account);
        }
    }

    private static void MarkPrincipal(PrincipalDimension principals, string text)
    {
        if (PrincipalElement.Account(text) is { } whole)
        {
            MarkAccount(principals, whole);
        }
        else if (text.Split(':', 6) is ["arn", _, "iam" or "sts", "", var account, _])
        {
            MarkAccount(principals, account);
            if (!text.Contains('*', StringComparison.Ordinal) && !text.Contains('?', StringComparison.Ordinal))
            {
                principals.MarkArn(text);
            }
        }
    }

    private static void MarkAccount(PrincipalDimension principals, string account)
    {
        var template = PolicyTemplate.Of(new PolicyText(account), hasVariables: true, hasWildcards: true);

        // A pattern that any account matches, or that nobody can read, names none.
        if (template.IsCertain && !template.Pattern.StartsWith(PolicyTemplate.AnyText))
        {
            principals.MarkAccount(account, PrincipalFormulas.AccountPattern(template.Pattern));
        }
    }

    private IEnumerable<string> Named(string key) => _policy.Statements
        .SelectMany(statement => statement.Conditions)
        .Where(condition => string.Equals(condition.Key, key, StringComparison.OrdinalIgnoreCase))
        .SelectMany(condition => condition.Values)
        .Where(value => value.IsResolved)
        .Select(value => value.Text);

    private KeyDomain Create(string key)
    {
        switch (key.ToUpperInvariant())
        {
            case "AWS:SECURETRANSPORT":
                // Every endpoint of API Gateway speaks HTTPS only.
                AddFinite(key, DimensionRole.Chosen, ["aws:SecureTransport"], [["true"]]);
                return _domains[key];
            case not null when IsSpoofable(key):
                return Header(key);
            case "AWS:CURRENTTIME" or "AWS:EPOCHTIME":
                AddTime();
                return _domains[key];
            case "AWS:REQUESTEDREGION":
                AddFinite(key, DimensionRole.Chosen, [key], [[_place.Region]]);
                return _domains[key];
            case "AWS:RESOURCEACCOUNT":
                AddFinite(key, DimensionRole.Chosen, [key], [[_place.AccountId]]);
                return _domains[key];
            case "AWS:VIAAWSSERVICE":
                AddFinite(key, DimensionRole.Chosen, [key], [["false"]]);
                return _domains[key];
            case not null when IsOfServices(key) || (IsOfEndpoints(key) && _caller.Network.Kind is CallerNetworkKind.Internet):
                return new AbsentKey();
        }

        return IsAboutPrincipal(key) ? OfPrincipal(key, _caller.Identity) : Unknown(key);
    }

    /// <summary>Whether the caller writes the key's value itself.</summary>
    public static bool IsSpoofable(string key) => key.ToUpperInvariant() is "AWS:REFERER" or "AWS:USERAGENT";

    // Keys of requests that an AWS service makes, for itself or for somebody: who calls an API has none of them. (AWS global condition
    // context keys)
    private static bool IsOfServices(string key) => key.ToUpperInvariant()
        is "AWS:SOURCEARN" or "AWS:SOURCEACCOUNT" or "AWS:SOURCEOWNER" or "AWS:SOURCEORGID" or "AWS:SOURCEORGPATHS"
        or "AWS:CALLEDVIA" or "AWS:CALLEDVIAFIRST" or "AWS:CALLEDVIALAST" or "AWS:PRINCIPALSERVICENAME" or "AWS:PRINCIPALSERVICENAMESLIST";

    private static bool IsOfEndpoints(string key) => key.ToUpperInvariant() is "AWS:VPCEACCOUNT" or "AWS:VPCEORGID" or "AWS:VPCEORGPATHS";

    private static bool IsAboutPrincipal(string key)
    {
        return key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase)
            || key.StartsWith("aws:MultiFactorAuth", StringComparison.OrdinalIgnoreCase)
            || key.ToUpperInvariant() is "AWS:USERID" or "AWS:USERNAME" or "AWS:TOKENISSUETIME" or "AWS:FEDERATEDPROVIDER" or "AWS:SOURCEIDENTITY";
    }

    private KeyDomain OfPrincipal(string key, CallerIdentity identity)
    {
        if (!identity.IsSigned)
        {
            return new AbsentKey();
        }

        switch (key.ToUpperInvariant())
        {
            case "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS":
                AddOrganizations(identity);
                return _domains[key];
            case "AWS:USERID":
                AddUniqueIds(identity);
                return _domains[key];
            case "AWS:PRINCIPALISAWSSERVICE":
                AddFinite(key, DimensionRole.Chosen, [key], [["false"]]);
                return _domains[key];
            case "AWS:MULTIFACTORAUTHPRESENT" or "AWS:MULTIFACTORAUTHAGE":
                AddFinite(
                    "aws:MultiFactorAuthPresent",
                    DimensionRole.Chosen,
                    ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"],
                    [[null, null], ["false", null], .. Around("aws:MultiFactorAuthAge").Select(age => new[] { "true", age })]);
                return _domains[key];
            case "AWS:TOKENISSUETIME":
                AddFinite(key, DimensionRole.Chosen, [key], [[null], .. Around(key).Select(time => new[] { time })]);
                return _domains[key];
            case var tag when tag.StartsWith("AWS:PRINCIPALTAG/", StringComparison.Ordinal):
                // A stranger tags its own users as it likes; whether somebody in a given account has a tag is another matter.
                return Text(
                    key,
                    identity.Kind == CallerIdentityKind.AnyAwsPrincipal ? DimensionRole.Chosen : DimensionRole.Unknown,
                    canBeAbsent: true,
                    TextElementKind.TagValue);
            case "AWS:SOURCEIDENTITY" when identity.Kind is CallerIdentityKind.AnyAwsPrincipal:
                return Text(key, DimensionRole.Chosen, canBeAbsent: true, TextElementKind.Name);
            default:
                return Unknown(key);
        }
    }

    private TextKey Text(string key, DimensionRole role, bool canBeAbsent, TextElementKind kind = TextElementKind.Any) =>
        new(key, _dimensions.Add(new TextDimension(key, role, [TextPattern.Some(kind)], canBeAbsent)), _dimensions, HasVariables);

    private TextKey Header(string key)
    {
        ImmutableArray<HeaderCondition> limits = [.. _caller.Headers.Where(condition => string.Equals(condition.Key, key, StringComparison.OrdinalIgnoreCase))];
        var dimension = _dimensions.Add(new TextDimension(
            key, DimensionRole.Spoofable, [TextPattern.AnyText], canBeAbsent: !limits.Any(condition => condition.Holds)));
        foreach (var condition in limits)
        {
            (condition.Holds ? (Action<TextPattern>)dimension.Require : dimension.Exclude)(condition.Pattern.Text);
        }

        return new(key, dimension, _dimensions, HasVariables);
    }

    private UnknownKey Unknown(string key) =>
        new(
            key,
            _dimensions.Add(new TextDimension(key, DimensionRole.Unknown, [TextPattern.AnyText], canBeAbsent: true)),
            _dimensions,
            HasVariables);

    private void AddOrganizations(CallerIdentity identity)
    {
        var id = identity.OrganizationId is { } known
            ? TextPattern.Literal(known)
            : TextPattern.Literal(OrganizationPrefix) + TextPattern.Some(TextElementKind.AssignedId);
        var path = id + TextPattern.Literal("/") + TextPattern.Maybe(TextElementKind.OrganizationPath);
        var role = identity.Kind is CallerIdentityKind.AccountPrincipals or CallerIdentityKind.OnePrincipal
            ? DimensionRole.Unknown
            : DimensionRole.Chosen;
        Organizations = _dimensions.Add(new OrganizationDimension(role, [path], canBeAbsent: identity.OrganizationId is null));
        MarkNamed(
            Organizations,
            Named("aws:PrincipalOrgID").Concat(Named("aws:PrincipalOrgPaths").Select(text => text.Split('/')[0])),
            text => IsOneId(text, OrganizationPrefix),
            TextPattern.Literal("/") + TextPattern.Maybe(TextElementKind.Any));

        var rest = TextPattern.Literal("/") + TextPattern.Maybe(TextElementKind.Any);
        _domains["aws:PrincipalOrgID"] = new SurroundedTextKey(
            "aws:PrincipalOrgID", Organizations, _dimensions, HasVariables, TextElementKind.NotSlash, [TextPattern.Literal("")], rest);
        _domains["aws:PrincipalOrgPaths"] = new TextKey("aws:PrincipalOrgPaths", Organizations, _dimensions, HasVariables);
    }

    // AROA and more for a role, AIDA for a user: AWS assigns that; of a role the session's name follows, which whoever assumes it chooses.
    // Federated users have their account's id and a name, the root user the account's id.
    private void AddUniqueIds(CallerIdentity identity)
    {
        var role = identity.Kind is CallerIdentityKind.OnePrincipal ? DimensionRole.Unknown : DimensionRole.Chosen;
        var id = TextPattern.Some(TextElementKind.UpperAlphanumeric);
        var name = TextPattern.Literal(":") + TextPattern.Some(TextElementKind.Name);
        var account = identity.AccountId is { } known ? TextPattern.Literal(known) : TextPattern.Times(TextElementKind.Digit, 12);
        UniqueIds = _dimensions.Add(new TextDimension(
            "aws:userid", role, [TextPattern.Literal("AROA") + id + name, TextPattern.Literal("AIDA") + id, account + name, account], canBeAbsent: false));
        if (identity.Kind is not CallerIdentityKind.OnePrincipal)
        {
            MarkNamed(UniqueIds, Named("aws:userid"), IsOneUniqueId, TextPattern.Literal(""));
        }

        _domains["aws:userid"] = new TextKey("aws:userid", UniqueIds, _dimensions, HasVariables);
    }

    private static bool IsOneUniqueId(string text)
    {
        var id = text.Split(':')[0];
        return IsOneId(id, "AROA") || IsOneId(id, "AIDA");
    }

    private void AddTime()
    {
        var moments = _now is { } now
            ? [now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]
            : Around("aws:CurrentTime", "aws:EpochTime");
        AddFinite(
            "aws:CurrentTime",
            DimensionRole.Unknown,
            ["aws:CurrentTime", "aws:EpochTime"],
            moments.Select(moment => new[] { moment, moment }));
    }

    // On a line cut by the policy's limits, the limits themselves and a point in each gap stand for everything.
    private ImmutableArray<string> Around(params string[] keys)
    {
        var limits = keys.SelectMany(Named).Select(ConcreteCondition.Instant).OfType<decimal>().Distinct().Order().ToImmutableArray();
        if (limits.IsEmpty)
        {
            return ["0"];
        }

        var between = limits.Zip(limits.Skip(1), (left, right) => (left + right) / 2);
        return [.. limits.Concat(between).Concat([limits[0] - 1, limits[^1] + 1]).Order().Select(moment => moment.ToString(CultureInfo.InvariantCulture))];
    }
}
