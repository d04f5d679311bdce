namespace Auditor.Core.Policies;

/// <summary>Who signed a request.</summary>
/// <param name="Arn">ARN of the IAM user, IAM role or root user; for a role's session still the role's.</param>
/// <param name="SessionArn">ARN of the role's session where that is known.</param>
public sealed record CallerPrincipal(string Arn, string? SessionArn = null)
{
    /// <summary>
    /// The id that AWS gave it, which resource policies may name in place of its ARN; <see langword="null"/> where that is not known.
    /// </summary>
    public string? UniqueId { get; init; }

    /// <summary>Account of the principal.</summary>
    public string AccountId => Arn.Split(':') is { Length: > 4 } parts ? parts[4] : "";

    /// <summary>The root user of the account.</summary>
    public bool IsRoot => Arn.EndsWith(":root", StringComparison.Ordinal);
}
