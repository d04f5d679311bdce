namespace Auditor.Core.Policies;

/// <summary>Where the API is that answers: each of its requests carries that.</summary>
internal sealed record ApiPlace(string Partition, string Region, string AccountId)
{
    public static ApiPlace Of(RouteTarget route) => new(route.Partition, route.Region, route.AccountId);
}
