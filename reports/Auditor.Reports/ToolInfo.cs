namespace Auditor.Reports;

/// <summary>The program that made a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, <c>0.1.0</c>.</param>
public sealed record ToolInfo(string Name, string Version);
