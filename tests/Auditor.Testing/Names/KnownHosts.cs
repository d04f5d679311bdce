using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Names;

/// <summary>Stands in for DNS: every name exists but those that a test says are gone or unanswered. No test asks the real one.</summary>
public sealed class KnownHosts
{
    private readonly ConcurrentBag<string> _asked = [];

    /// <summary>Names of which DNS says that there is no such host.</summary>
    public ImmutableHashSet<string> Gone { get; init; } = [];

    /// <summary>Names of which DNS says nothing.</summary>
    public ImmutableHashSet<string> Unanswered { get; init; } = [];

    /// <summary>A closed network: every name is said not to exist.</summary>
    public bool KnowsNothing { get; init; }

    /// <summary>What was asked, sorted.</summary>
    public ImmutableArray<string> Asked => [.. _asked.Order(StringComparer.Ordinal)];

    public Task<Fact<bool>> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _asked.Add(name);
        Fact<bool> answer = Unanswered.Contains(name)
            ? new Unknown($"DNS did not say whether '{name}' exists (TryAgain).") { Code = "TryAgain" }
            : !KnowsNothing && !Gone.Contains(name);
        return Task.FromResult(answer);
    }
}
