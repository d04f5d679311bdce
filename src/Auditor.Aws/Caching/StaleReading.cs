using Auditor.Core.Inventory;

namespace Auditor.Aws.Caching;

/// <summary>A working copy that was taken from an earlier scan, and how to look at it again.</summary>
/// <param name="Api">The API with it.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Calls">How many calls that took.</param>
/// <param name="ReadAgainAsync">Reads it anew; null when that brought less than is known already.</param>
internal sealed record StaleReading(Api Api, DateTimeOffset ReadAt, int Calls, Func<Task<Api?>> ReadAgainAsync);
