using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>An IAM policy document as written: resource policy, identity policy, or endpoint policy.</summary>
/// <remarks>A Version that is absent is null, which IAM reads as 2008-10-17.</remarks>
public sealed record PolicyDocument(string? Version, string? Id, ImmutableArray<PolicyStatement> Statements)
{
    /// <summary>Policy variables exist since 2012-10-17; older documents mean <c>${...}</c> literally.</summary>
    public bool HasVariables => string.Equals(Version, "2012-10-17", StringComparison.Ordinal);

    /// <summary>Reads a policy as API Gateway returns it: plain, or escaped once or twice.</summary>
    /// <exception cref="PolicyFormatException">The text is not a policy.</exception>
    public static PolicyDocument Parse(string text) => PolicyParser.Parse(text);
}
