using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A service control policy, or a resource control policy.</summary>
/// <param name="Id"><c>p-a1b2c3d4</c>.</param>
/// <param name="Content">The document.</param>
/// <param name="Targets">Root, organizational units and accounts that it is attached to.</param>
public sealed record FakeOrganizationPolicy(string Id, string Content, ImmutableArray<string> Targets)
{
    public const string ServiceControl = "SERVICE_CONTROL_POLICY";

    public const string ResourceControl = "RESOURCE_CONTROL_POLICY";

    public const string Root = "r-ab12";

    public string Type { get; init; } = ServiceControl;

    public string Name { get; init; } = Id;
}
