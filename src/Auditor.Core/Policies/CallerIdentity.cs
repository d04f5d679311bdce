namespace Auditor.Core.Policies;

/// <summary>Who a class of callers is.</summary>
public sealed record CallerIdentity
{
    private CallerIdentity(CallerIdentityKind kind)
    {
        Kind = kind;
    }

    /// <summary>Nobody in particular: no AWS credentials.</summary>
    public static CallerIdentity Anonymous { get; } = new(CallerIdentityKind.Anonymous);

    /// <summary>Any user or role of any account: anyone can open one.</summary>
    public static CallerIdentity AnyAwsPrincipal { get; } = new(CallerIdentityKind.AnyAwsPrincipal);

    public CallerIdentityKind Kind { get; }

    public string? AccountId { get; private init; }

    /// <summary>The one user or role that is meant, or null.</summary>
    public string? Arn { get; private init; }

    /// <summary>Organization of the account, or null where it is not known.</summary>
    public string? OrganizationId { get; private init; }

    public bool IsSigned => Kind != CallerIdentityKind.Anonymous;

    /// <summary>Users and roles of one account.</summary>
    public static CallerIdentity Account(string accountId, string? organizationId = null) =>
        new(CallerIdentityKind.AccountPrincipals) { AccountId = accountId, OrganizationId = organizationId };

    /// <summary>One user or role.</summary>
    public static CallerIdentity Principal(string arn) =>
        new(CallerIdentityKind.OnePrincipal) { AccountId = new CallerPrincipal(arn).AccountId, Arn = arn };

    /// <summary>Users and roles of any account of one organization.</summary>
    public static CallerIdentity Organization(string organizationId) =>
        new(CallerIdentityKind.OrganizationPrincipals) { OrganizationId = organizationId };
}
