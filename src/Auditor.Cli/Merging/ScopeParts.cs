using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Merging;

/// <summary>Joins readings of one account and Region part by part: what the newest could not read, an older one may have.</summary>
internal static class ScopeParts
{
    private const int Whole = 2;
    private const int Incomplete = 1;

    private static readonly ImmutableArray<ScopePart> All =
    [
        new("REST APIs", scope => RankOf(scope.RestApis, scope.MoreRestApis), scope => scope.RestApis.Unknown ?? scope.MoreRestApis,
            (to, from) => WithAttachments(to, from) with { RestApis = from.RestApis, MoreRestApis = from.MoreRestApis }),
        new("HTTP and WebSocket APIs", scope => RankOf(scope.HttpAndWebSocketApis, scope.MoreHttpAndWebSocketApis), scope => scope.HttpAndWebSocketApis.Unknown ?? scope.MoreHttpAndWebSocketApis,
            (to, from) => WithAttachments(to, from) with { HttpAndWebSocketApis = from.HttpAndWebSocketApis, MoreHttpAndWebSocketApis = from.MoreHttpAndWebSocketApis }),
        Of("domain names", scope => scope.Domains, (to, from) => to with { Domains = from.Domains }),
        Of("usage plans", scope => scope.UsagePlans, (to, from) => to with { UsagePlans = from.UsagePlans }),
        Of("API keys", scope => scope.ApiKeys, (to, from) => to with { ApiKeys = from.ApiKeys }),
        Of("VPC links", scope => scope.VpcLinks, (to, from) => to with { VpcLinks = from.VpcLinks }),
        Of(
            "client certificates",
            scope => scope.ClientCertificates,
            (to, from) => to with { ClientCertificates = from.ClientCertificates }),
        Of(
            "access associations of domain names",
            scope => scope.DomainAccessAssociations,
            (to, from) => to with { DomainAccessAssociations = from.DomainAccessAssociations }),
        Of("portals", scope => scope.Portals, (to, from) => to with { Portals = from.Portals }),
        Of("alarms", scope => scope.Alarms, (to, from) => to with { Alarms = from.Alarms }),
        Of("AWS Config", scope => scope.ConfigRecording, (to, from) => to with { ConfigRecording = from.ConfigRecording }),
        Of("account settings", scope => scope.Settings, (to, from) => to with { Settings = from.Settings }),
    ];

    /// <summary>The best of each part, and which parts were taken from another than the first, by its index.</summary>
    /// <param name="readings">The one to be taken first.</param>
    public static (Scope Scope, ImmutableArray<(int From, string Part)> Taken) Join(ImmutableArray<Scope> readings)
    {
        var joined = readings[0];
        var taken = ImmutableArray.CreateBuilder<(int From, string Part)>();
        var mended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in All)
        {
            var best = Enumerable.Range(0, readings.Length).MaxBy(index => (part.Rank(readings[index]), -index));
            if (best == 0 || part.Rank(readings[best]) == part.Rank(readings[0]))
            {
                continue;
            }

            if (part.Reason(readings[0]) is { Operation: { } operation })
            {
                mended.Add(operation);
            }

            joined = part.Take(joined, readings[best]);
            taken.Add((best, part.Name));
        }

        // What failed this time is told no more where an older reading has it, unless something else is missing for the same call.
        mended.ExceptWith(All.Select(part => part.Reason(joined)?.Operation).OfType<string>());
        joined = taken.Count == 0 ? joined : joined with { Gaps = [.. joined.Gaps.Where(gap => !mended.Contains(gap.Operation))] };
        for (var index = 1; index < readings.Length; index++)
        {
            (joined, var things) = UnknownParts.Fill(joined, readings[index]);
            taken.AddRange(things.Select(thing => (index, $"parts of {Quote.Of(thing)}")));
        }

        return (joined, taken.ToImmutable());
    }

    private static ScopePart Of<T>(string name, Func<Scope, Fact<T>> fact, Func<Scope, Scope, Scope> take) =>
        new(name, scope => fact(scope).IsKnown ? Whole : 0, scope => fact(scope).Unknown, take);

    private static int RankOf(Fact<ImmutableArray<Api>> apis, Unknown? more) => !apis.IsKnown ? 0 : more is null ? Whole : Incomplete;

    // What APIs lead to comes with them, and so do the gaps about them.
    private static Scope WithAttachments(Scope to, Scope from)
    {
        var known = to.Gaps.Select(gap => (gap.Operation, gap.Target)).ToHashSet();
        var apis = from.KnownApis.Select(api => api.Id).ToList();
        return to with
        {
            WebAcls = [.. to.WebAcls.UnionBy(from.WebAcls, acl => acl.Arn, StringComparer.Ordinal)],
            Functions = [.. to.Functions.UnionBy(from.Functions, function => (function.Arn, function.Qualifier))],
            UserPools = [.. to.UserPools.UnionBy(from.UserPools, pool => pool.Arn, StringComparer.Ordinal)],
            LogGroups = [.. to.LogGroups.UnionBy(from.LogGroups, group => group.Arn, StringComparer.Ordinal)],
            BackendHosts = [.. to.BackendHosts.UnionBy(from.BackendHosts, host => host.Name, StringComparer.Ordinal)],
            Gaps =
            [
                .. to.Gaps,
                .. from.Gaps.Where(gap => !known.Contains((gap.Operation, gap.Target))
                    && apis.Exists(id => gap.Target.Contains(id, StringComparison.Ordinal))),
            ],
        };
    }

    private sealed record ScopePart(string Name, Func<Scope, int> Rank, Func<Scope, Unknown?> Reason, Func<Scope, Scope, Scope> Take);
}
