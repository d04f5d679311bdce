namespace Auditor.Core.Inventory;

/// <summary>What kind of principal of an account it is.</summary>
public enum PrincipalType
{
    User,
    Group,
    Role,
}
