using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>An API of which everything deployed was read.</summary>
/// <param name="Api">The API.</param>
/// <param name="WorkingCopyAsync">Reads what somebody may be editing, which has time; its result is <see langword="null"/> when the API was
/// deleted meanwhile. <see langword="null"/> where there is nothing more to read.</param>
internal sealed record ApiInProgress(Api Api, Func<CancellationToken, Task<Api?>>? WorkingCopyAsync);
