using Auditor.Core.Inventory;

namespace Auditor.Cli.Partial;

/// <summary>An account in a Region that is to be read, or that would be if the account could be entered.</summary>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">Which Region.</param>
/// <param name="Closed">Why the account could not be entered; null when it was.</param>
internal sealed record PartialPlace(string Partition, string Account, string Region, Gap? Closed);
