namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Turns the ways in which API Gateway names a method into the one of route keys, <c>GET /orders</c>.</summary>
internal static class MethodKeys
{
    public static string Of(string path, string verb) => $"{verb} {path}";

    /// <summary>
    /// Keys of method settings and of throttles in usage plans come back as whoever wrote them chose: <c>~1orders~1{id}/GET</c>,
    /// <c>orders/{id}/GET</c>, <c>/orders/{id}/GET</c>; the root is <c>~1/GET</c> or <c>//GET</c>.
    /// </summary>
    /// <returns>Null for <c>*/*</c>, which means every method.</returns>
    public static string? OfSetting(string key)
    {
        if (key is "*/*")
        {
            return null;
        }

        var split = key.LastIndexOf('/');
        var (path, verb) = split < 0 ? (key, "*") : (key[..split], key[(split + 1)..]);
        // JSON Pointer: ~1 first, or "~01" would become a slash.
        path = path.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return Of(path.StartsWith('/') ? path : "/" + path, verb);
    }
}
