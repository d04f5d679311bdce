namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An access key that the fake knows.</summary>
public sealed record FakeCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>Temporary credentials end; a user's access key does not.</summary>
    public DateTimeOffset? Expires { get; init; }

    public static FakeCredentials Of(string account) => new(
        $"AKIA{FakeId.Of("access key", account, 16).ToUpperInvariant()}",
        FakeId.Of("secret access key", account, 40));
}
