using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A developer portal: web pages that describe APIs and may let readers try them.</summary>
public sealed record Portal
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary><c>PUBLISHED</c>, <c>PUBLISH_IN_PROGRESS</c>, <c>DISABLED</c>, ...</summary>
    public string? PublishStatus { get; init; }

    /// <summary>
    /// Whether everybody on the web can read it (authorization <c>none</c>); unknown when the answer names no way to sign in that is known.
    /// </summary>
    public Fact<bool> IsOpenToTheWorld { get; init; }

    /// <summary>
    /// The endpoints that its readers can try (<c>tryItState</c> is <c>ENABLED</c>), <c>GET /pets of API 'a1b2c3', stage 'prod'</c>.
    /// </summary>
    public Fact<ImmutableArray<string>> TryItEndpoints { get; init; }
}
