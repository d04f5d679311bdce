using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>Stands in the inventory for what was to be read and was not: everything about it is unknown, and it says why.</summary>
internal static class Unread
{
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

    /// <summary>Without a gap of its own: its Regions have it already.</summary>
    public static Account Account(string partition, string id, Gap gap) => new() { Id = id, Partition = partition, IdentityPolicies = Why(gap), Principals = Why(gap) };

    /// <summary>Whether nothing of it was read: not one call was made for it.</summary>
    public static bool Is(Scope scope) => scope.Calls.IsEmpty && !scope.RestApis.IsKnown && !scope.HttpAndWebSocketApis.IsKnown;

    private static Unknown Why(Gap gap) => new(gap.Message) { Operation = gap.Operation, Code = gap.Code };
}
