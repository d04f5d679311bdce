namespace Auditor.Demo.Serving;

/// <summary>What the role may not call, because a scan of the inventory could not.</summary>
internal static class ServedDenials
{
    public static FakePermissions Of(IEnumerable<Scope> scopes) => FakePermissions.Everything with
    {
        Statements = [.. scopes.SelectMany(scope => scope.Gaps.Select(gap => Denied(scope.Region, gap.Operation)))],
    };

    private static FakeStatement Denied(string region, string operation) => operation switch
    {
        "apigateway:GetUsagePlans" => InRegion(region, "apigateway:GET", "/usageplans"),
        "apigateway:GetApiKeys" => InRegion(region, "apigateway:GET", "/apikeys"),
        _ => InRegion(region, operation, "*"),
    };

    private static FakeStatement InRegion(string region, string action, string resource) => new(false, action, resource)
    {
        Region = region,
        Policy = "a service control policy",
    };
}
