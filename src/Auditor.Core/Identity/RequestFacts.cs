using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies.Solving;

namespace Auditor.Core.Identity;

/// <summary>What is known of the condition keys of some requests.</summary>
/// <remarks>IAM user guide, "AWS global condition context keys": which keys a request carries, and when.</remarks>
internal sealed class RequestFacts
{
    private static readonly ImmutableDictionary<string, KeyFact> Always = ImmutableDictionary.Create<string, KeyFact>(
        StringComparer.OrdinalIgnoreCase)
        .Add("aws:SecureTransport", KeyFact.Is("true"))
        .Add("aws:PrincipalIsAWSService", KeyFact.Is("false"))
        .Add("aws:PrincipalServiceName", KeyFact.Absent)
        .Add("aws:PrincipalServiceNamesList", KeyFact.Absent)
        .Add("aws:SourceArn", KeyFact.Absent)
        .Add("aws:SourceAccount", KeyFact.Absent)
        .Add("aws:SourceOrgID", KeyFact.Absent)
        .Add("aws:SourceOrgPaths", KeyFact.Absent)
        .Add("aws:userid", KeyFact.OpenButThere)
        .Add("aws:PrincipalArn", KeyFact.OpenButThere)
        .Add("aws:PrincipalType", KeyFact.OpenButThere)
        .Add("aws:SourceIp", KeyFact.Network)
        .Add("aws:VpcSourceIp", KeyFact.Network)
        .Add("aws:SourceVpce", KeyFact.Network)
        .Add("aws:SourceVpc", KeyFact.Network);

    private readonly ImmutableDictionary<string, KeyFact> _facts;
    private readonly ImmutableArray<(string Start, KeyFact Fact)> _kinds;

    private RequestFacts(ImmutableDictionary<string, KeyFact> facts, ImmutableArray<(string Start, KeyFact Fact)> kinds) =>
        (_facts, _kinds) = (facts, kinds);

    /// <summary>What is true of every request that a user or role signs.</summary>
    public static RequestFacts Signed { get; } = new(Always, []);

    public static RequestFacts Nothing { get; } = new(Always.Clear(), []);

    public KeyFact this[string key]
    {
        get
        {
            if (_facts.TryGetValue(key, out var fact))
            {
                return fact;
            }

            foreach (var kind in _kinds)
            {
                if (key.StartsWith(kind.Start, StringComparison.OrdinalIgnoreCase))
                {
                    return kind.Fact;
                }
            }

            return CallerKeys.IsSpoofable(key) ? KeyFact.Chosen : KeyFact.Open;
        }
    }

    public RequestFacts With(string key, KeyFact fact) => new(_facts.SetItem(key, fact), _kinds);

    /// <summary>What is known here, and what is known elsewhere.</summary>
    public RequestFacts Merged(RequestFacts others) => new(_facts.SetItems(others._facts), _kinds.AddRange(others._kinds));

    /// <summary>The same fact for all keys that begin alike, <c>aws:ResourceTag/</c>, and of which nothing else is known.</summary>
    public RequestFacts WithKind(string start, KeyFact fact) => new(_facts, _kinds.Add((start, fact)));

    /// <summary>All keys of one kind, <c>aws:PrincipalTag/</c>, are told: what is not among these is not there.</summary>
    public RequestFacts WithAll(string start, IEnumerable<KeyValuePair<string, string>> values) =>
        new(
            _facts.SetItems(values.Select(pair => KeyValuePair.Create(start + pair.Key, KeyFact.Is(pair.Value)))),
            _kinds.Add((start, KeyFact.Absent)));

    public RequestFacts At(DateTimeOffset? now) => now is { } moment
        ? With("aws:CurrentTime", KeyFact.Is(Seconds(moment))).With("aws:EpochTime", KeyFact.Is(Seconds(moment)))
        : this;

    /// <summary>The Region that answers, and the account that the resources are in.</summary>
    public RequestFacts In(string region, string account)
    {
        var facts = With("aws:RequestedRegion", KeyFact.Is(region)).With("aws:ResourceAccount", KeyFact.Is(account));
        return this["aws:PrincipalAccount"] is { Kind: KeyFactKind.Known, Values: [var own] } && own == account
            ? facts.With("aws:ResourceOrgID", this["aws:PrincipalOrgID"]).With("aws:ResourceOrgPaths", this["aws:PrincipalOrgPaths"])
            : facts;
    }

    /// <summary>The organization of the caller's account, or of the resource's.</summary>
    /// <param name="start"><c>aws:Principal</c> or <c>aws:Resource</c>.</param>
    /// <param name="organization">Unknown where it was not read.</param>
    public RequestFacts OfMember(string start, Fact<OrganizationMembership> organization) =>
        organization is { IsKnown: true, Value: { } member }
        ? With($"{start}OrgID", KeyFact.Is(member.OrganizationId))
            .With(
                $"{start}OrgPaths",
                KeyFact.Is($"{string.Join('/', member.Levels.SkipLast(1).Select(level => level.Id).Prepend(member.OrganizationId))}/"))
        : this;

    /// <summary>Whoever calls an API calls it himself, no service of AWS does on his behalf.</summary>
    public RequestFacts Directly() =>
        With("aws:ViaAWSService", KeyFact.Is("false"))
            .With("aws:CalledVia", KeyFact.Absent)
            .With("aws:CalledViaFirst", KeyFact.Absent)
            .With("aws:CalledViaLast", KeyFact.Absent);

    public static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
