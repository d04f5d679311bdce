namespace Auditor.Core.Inventory;

/// <summary>A host name on the internet that an integration sends requests to.</summary>
public sealed record BackendHost
{
    public required string Name { get; init; }

    /// <summary>
    /// Whether DNS knows it. Only an answer that the name does not exist is "no"; everything else that goes wrong is unknown.
    /// </summary>
    public Fact<bool> Exists { get; init; }
}
