namespace Auditor.Core.Inventory;

/// <summary>Who writes an identity policy.</summary>
public enum IdentityPolicyKind
{
    /// <summary>Written by the customer, an object of its own.</summary>
    CustomerManaged,

    /// <summary>Part of one user, group or role.</summary>
    Inline,

    /// <summary>Written by AWS.</summary>
    AwsManaged,
}
