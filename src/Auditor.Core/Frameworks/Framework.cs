using System.Collections.Immutable;

namespace Auditor.Core.Frameworks;

/// <summary>A published list of requirements that rules give evidence for.</summary>
public sealed record Framework
{
    /// <summary>What people write: <c>fsbp</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Its requirements about Amazon API Gateway, in its own order.</summary>
    public required ImmutableArray<FrameworkControl> Controls { get; init; }

    /// <summary>
    /// Whether <see cref="Controls"/> are all that concern API Gateway; of a list such as CWE they are those that rules name.
    /// </summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>
    /// Who says that controls of Security Hub stand for its requirements: document, version and table. <see langword="null"/> where rules
    /// and controls name them themselves.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>What of it is not here, and why; <see langword="null"/> when there is nothing to say.</summary>
    public string? NotDerived { get; init; }

    /// <summary>Whether it lists what can be wrong instead of what has to be so: that rules found nothing is then no pass.</summary>
    public bool IsOfWeaknesses { get; init; }
}
