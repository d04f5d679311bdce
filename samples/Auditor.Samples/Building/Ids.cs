using System.Security.Cryptography;
using System.Text;

namespace Auditor.Samples.Building;

/// <summary>Ids like those that AWS gives, the same each time for the same thing.</summary>
internal static class Ids
{
    private const int Length = 6;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The routes with the ids of what commands change: resources of REST APIs, routes and integrations of others.</summary>
    public static IEnumerable<Route> Given(ApiKind kind, string api, IEnumerable<Route> routes) => routes
        .Select(route => kind is ApiKind.Rest
            ? route with { Id = Of(api, route.Path ?? route.Key) }
            : route with { Id = Of(api, route.Key), IntegrationId = IdOfBackend(api, route) });

    private static string? IdOfBackend(string api, Route route) =>
        route.Integration.ValueOr(null) is { } behind ? Of(api, $"{behind.Type} {behind.Uri}") : null;

    public static string Of(params ReadOnlySpan<string> names) => string.Concat(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.ToArray()))).Take(Length)
            .Select(one => Alphabet[one % Alphabet.Length]));
}
