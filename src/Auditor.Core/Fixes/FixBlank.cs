namespace Auditor.Core.Fixes;

/// <summary>Something in a command that nobody but its reader knows.</summary>
/// <param name="Name">As it stands in the command, <c>YOUR_CERTIFICATE_ARN</c>.</param>
/// <param name="Means">What belongs there, as a sentence.</param>
public sealed record FixBlank(string Name, string Means);
