namespace Auditor.Testing.FakeAws.Estate;

/// <summary>Allows or denies an action on a resource; both may hold <c>*</c> and <c>?</c>.</summary>
public sealed record FakeStatement(bool Allow, string Action, string Resource = "*")
{
    /// <summary>The only Region in which it holds; null for all.</summary>
    public string? Region { get; init; }

    /// <summary>The kind of policy that AWS names in the message of an explicit deny.</summary>
    public string Policy { get; init; } = "an identity-based policy";
}
