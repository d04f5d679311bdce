namespace Auditor.Core.Policies;

/// <summary>One value of a Principal or NotPrincipal element.</summary>
public sealed record PolicyPrincipal(PrincipalKind Kind, PolicyText Value)
{
    /// <summary>
    /// True for <c>{"AWS":"*"}</c>, which IAM treats like <c>"*"</c> and API Gateway documents as failing on methods without AWS_IAM.
    /// </summary>
    public bool IsEveryAwsPrincipal => Kind == PrincipalKind.Aws && Value is { IsResolved: true, Text: "*" };
}
