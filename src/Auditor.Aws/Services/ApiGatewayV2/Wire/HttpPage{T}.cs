using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.ApiGatewayV2.Wire;

/// <summary>A list of API Gateway's second interface: <c>items</c> and <c>nextToken</c>.</summary>
internal sealed record HttpPage<T>(IReadOnlyList<T?>? Items, string? NextToken)
    where T : class
{
    [JsonIgnore]
    public IEnumerable<T> Entries => Items?.OfType<T>() ?? [];
}
