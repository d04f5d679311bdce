using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.ApiGateway.Wire;

/// <summary>
/// A list of API Gateway's first interface: <c>item</c> in the singular, <c>position</c> only when there is another page.
/// </summary>
internal sealed record RestPage<T>(IReadOnlyList<T?>? Item, string? Position)
    where T : class
{
    [JsonIgnore]
    public IEnumerable<T> Entries => Item?.OfType<T>() ?? [];
}
