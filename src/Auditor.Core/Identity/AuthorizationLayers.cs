using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>What all policies say of one request, and what follows from it.</summary>
/// <remarks>
/// IAM user guide, "Policy evaluation logic", "How AWS enforcement code logic evaluates requests to allow or deny access", "Cross-account
/// policy evaluation logic", "Permissions boundaries for IAM entities"; API Gateway developer guide, "How API Gateway resource policies
/// affect authorization workflow" (tables A and B); "Custom domain names for private APIs" (the policies of the domain name and of the API
/// both have to allow); AWS Organizations user guide, "SCP evaluation".
/// </remarks>
internal struct AuthorizationLayers
{
    /// <summary>A statement of whatever policy denies it.</summary>
    public Truth Denied { get; set; }

    /// <summary>A statement of the resource policy, or of the domain name's policy, denies it.</summary>
    public Truth DeniedByResource { get; set; }

    /// <summary>A policy of the user, its groups or the role allows it.</summary>
    public Truth AllowedByIdentity { get; set; }

    /// <summary>The permissions boundary allows it; true where there is none.</summary>
    public Truth WithinBoundary { get; set; }

    /// <summary>Every level of the organization allows it; true where nothing is known of one.</summary>
    public Truth WithinOrganization { get; set; }

    /// <summary>The policy of the private domain name allows it; true where there is none.</summary>
    public Truth WithinDomainName { get; set; }

    /// <summary>The resource policy allows it to the user, the role's session, or everybody.</summary>
    public Truth GrantedDirectly { get; set; }

    /// <summary>The resource policy allows it to the role.</summary>
    public Truth GrantedToRole { get; set; }

    /// <summary>The resource policy allows it to the caller's account.</summary>
    public Truth GrantedToAccount { get; set; }

    /// <summary>Whether it gets as far as authorization, whoever signs it.</summary>
    public readonly Truth LetIn() => DeniedByResource.Not().And(WithinDomainName);

    /// <summary>Whether it is let in by the resource policy alone.</summary>
    public readonly Truth AllowedByResource(Caller caller)
    {
        if (!caller.IsOwnAccount)
        {
            return Truth.False;
        }

        // An account's principals: API Gateway's table A says that an Allow is enough, IAM that the account is left to decide. Where the
        // two differ, nobody can tell.
        var asAccount = GrantedToAccount.And(Truth.Unknown).And(caller.IsRole ? WithinBoundary : Truth.True);
        return GrantedDirectly.Or(GrantedToRole.And(WithinBoundary)).Or(asAccount);
    }

    /// <summary>Whether it is allowed, as long as nothing denies it.</summary>
    public readonly Truth Permitted(Caller caller)
    {
        var byIdentity = caller.IsRoot ? Truth.True : AllowedByIdentity.And(WithinBoundary);
        var granted = caller.IsOwnAccount
            ? byIdentity.Or(AllowedByResource(caller))
            : byIdentity.And(GrantedDirectly.Or(GrantedToRole).Or(GrantedToAccount));
        return granted.And(WithinOrganization).And(WithinDomainName);
    }

    public readonly Truth Allowed(Caller caller) => Permitted(caller).And(Denied.Not());
}
