namespace Auditor.Core.Inventory;

/// <summary>An address under which a Lambda function answers without an API.</summary>
public sealed record FunctionUrl
{
    /// <summary><c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public required string AuthType { get; init; }

    /// <summary>The alias that it belongs to; <see langword="null"/> for the function itself.</summary>
    public string? Qualifier { get; init; }
}
