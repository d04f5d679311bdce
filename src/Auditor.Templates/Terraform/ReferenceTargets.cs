namespace Auditor.Templates.Terraform;

/// <summary>The resources that an expression names.</summary>
/// <param name="All">Those that were found.</param>
/// <param name="IsComplete">Whether nothing else decides what it says: <c>local</c> values are not in a plan, and an index may be worked
/// out.</param>
internal sealed record ReferenceTargets(ImmutableArray<ReferenceTarget> All, bool IsComplete)
{
    public static ReferenceTargets None { get; } = new([], IsComplete: false);

    /// <summary>The only one, where it is certain.</summary>
    public ReferenceTarget? Only => this is { IsComplete: true, All: [var only] } ? only : null;
}
