using Auditor.Aws.Caching;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>The part of an API that somebody may be editing: everything but its entry in the list, its stages, its deployments and its usage.</summary>
internal static class WorkingCopy
{
    /// <summary>An API as it is listed now, with the working copy of an earlier scan.</summary>
    public static Api Take(CachedApi known, Api listed) => Copy(known.Api, listed) with { WorkingCopyReadAt = known.ReadAt };

    /// <summary>Whether two readings of the same API have different working copies.</summary>
    public static bool Differs(Api one, Api other)
    {
        var empty = new Api { Id = one.Id, Name = "", Kind = one.Kind };
        return (one.ResourcePolicy, one.DisableExecuteApiEndpoint, one.ApiKeySource) != (other.ResourcePolicy, other.DisableExecuteApiEndpoint, other.ApiKeySource)
            || !InventoryFile.WritePart(Copy(one, empty)).AsSpan().SequenceEqual(InventoryFile.WritePart(Copy(other, empty)));
    }

    private static Api Copy(Api from, Api to) => to with
    {
        Routes = from.Routes,
        Authorizers = from.Authorizers,
        RequestValidators = from.RequestValidators,
        GatewayResponses = from.GatewayResponses,
    };
}
