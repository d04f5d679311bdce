namespace Auditor.Core.Policies;

/// <summary>Which credentials a class of callers has, as the policy sees them.</summary>
public enum CallerIdentityKind
{
    /// <summary>No AWS credentials: also callers with a token of Cognito or of a Lambda authorizer.</summary>
    Anonymous,
    AnyAwsPrincipal,
    AccountPrincipals,
    OrganizationPrincipals,

    /// <summary>One user or role of an account.</summary>
    OnePrincipal,
}
