using Auditor.Core.Inventory;

namespace Auditor.Cli.Inventories;

/// <summary>Stands in the inventory for what was to be read and was not: everything about it is unknown, and it says why.</summary>
internal static class Unread
{
    /// <summary>The code of gaps that stand for what there was no time for.</summary>
    public const string Interrupted = "Interrupted";

    public static Scope Scope(string partition, string account, string region, Gap gap)
    {
        var unknown = Why(gap);
        return new()
        {
            Partition = partition,
            Account = account,
            Region = region,
            Settings = unknown,
            RestApis = unknown,
            HttpAndWebSocketApis = unknown,
            Domains = unknown,
            UsagePlans = unknown,
            ApiKeys = unknown,
            VpcLinks = unknown,
            ClientCertificates = unknown,
            DomainAccessAssociations = unknown,
            Portals = unknown,
            Alarms = unknown,
            ConfigRecording = unknown,
            Gaps = [gap],
        };
    }

    /// <summary>A Region that the settings say is closed: nothing was asked there, and nothing is missing.</summary>
    public static Scope Closed(string partition, string account, string region)
    {
        var gap = new Gap
        {
            Operation = "auditor:scan",
            Code = "RegionClosed",
            Message = "The settings say that the Region is closed (closedRegions).",
            Target = $"{account} {region}",
            Lost = "Everything in this account and Region.",
        };
        return Scope(partition, account, region, gap) with { ClosedBy = gap.Message, Gaps = [] };
    }

    /// <summary>Without a gap of its own: its Regions have it already.</summary>
    public static Account Account(string partition, string id, Gap gap) =>
        new() { Id = id, Partition = partition, IdentityPolicies = Why(gap), Principals = Why(gap) };

    /// <summary>Whether nothing of it was read: not one call was made for it.</summary>
    public static bool Is(Scope scope) => scope.Calls.IsEmpty && !scope.RestApis.IsKnown && !scope.HttpAndWebSocketApis.IsKnown;

    private static Unknown Why(Gap gap) => new(gap.Message) { Operation = gap.Operation, Code = gap.Code };
}
