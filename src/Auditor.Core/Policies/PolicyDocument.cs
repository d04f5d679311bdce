using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Policies;

/// <summary>An IAM policy document as written: resource policy, identity policy, or endpoint policy.</summary>
/// <remarks>A Version that is absent is null, which IAM reads as 2008-10-17.</remarks>
public sealed record PolicyDocument(string? Version, string? Id, ImmutableArray<PolicyStatement> Statements)
{
    /// <summary>Policy variables exist since 2012-10-17; older documents mean <c>${...}</c> literally.</summary>
    public bool HasVariables => string.Equals(Version, "2012-10-17", StringComparison.Ordinal);

    /// <summary>
    /// The same of whatever resource: for the policies of what has no parts, a private domain name's and a role's trust policy.
    /// </summary>
    internal PolicyDocument OnEveryResource() =>
        this with { Statements = [.. Statements.Select(statement => statement with { Resources = [new("*")], HasResources = true, IsNotResource = false })] };

    /// <summary>Reads a policy as API Gateway returns it: plain, or escaped once or twice.</summary>
    /// <exception cref="PolicyFormatException">The text is not a policy.</exception>
    public static PolicyDocument Parse(string text) => PolicyParser.Parse(text);

    /// <summary>Reads a policy as <see cref="Parse"/> does; unknown, with what is wrong with it, when the text is none.</summary>
    /// <param name="text">The policy.</param>
    /// <param name="what">How a sentence calls it, at its beginning: <c>The resource policy of API 'orders'</c>.</param>
    public static Fact<PolicyDocument> Read(string text, string what)
    {
        try
        {
            return PolicyParser.Parse(text);
        }
        catch (PolicyFormatException exception)
        {
            return new Unknown($"{what} cannot be read: {exception.Message}");
        }
    }
}
