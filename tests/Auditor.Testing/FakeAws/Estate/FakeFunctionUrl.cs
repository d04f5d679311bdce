namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An address under which a Lambda function answers by itself.</summary>
public sealed record FakeFunctionUrl(string AuthType)
{
    /// <summary>Null: the function's own.</summary>
    public string? Alias { get; init; }
}
