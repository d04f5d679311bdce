using System.Text.Json.Nodes;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGatewayV2.Wire;

namespace Auditor.Aws.Services.ApiGatewayV2;

/// <summary>Reads lists of API Gateway's second interface.</summary>
internal static class HttpLists
{
    /// <summary>All entries of a list, or the exception of the page that failed: part of a list must not pass for all of it.</summary>
    public static async Task<ImmutableArray<T>> ListAsync<T>(
        this RegionReader region, Operation<HttpPage<T>> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class =>
        [.. await region.PagesAsync(operation, arguments, cancellationToken).SelectMany(page => page.Entries).ToListAsync(cancellationToken).ConfigureAwait(false)];
}
