using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An alarm on other alarms.</summary>
public sealed record FakeCompositeAlarm(string Name, string Rule)
{
    public bool ActionsEnabled { get; init; } = true;

    public ImmutableArray<string> AlarmActions { get; init; } = [];
}
