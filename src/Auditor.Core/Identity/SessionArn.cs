using System.Diagnostics.CodeAnalysis;

namespace Auditor.Core.Identity;

/// <summary>
/// A role's session, as <c>aws sts get-caller-identity</c> prints it: <c>arn:aws:sts::111122223333:assumed-role/orders/jane</c>.
/// </summary>
/// <param name="Account">The role's account.</param>
/// <param name="Role">The role's name; its path is not told.</param>
/// <param name="Name">The session's name.</param>
internal sealed record SessionArn(string Account, string Role, string Name)
{
    public static bool TryParse(string arn, [NotNullWhen(true)] out SessionArn? session)
    {
        session = arn.Split(':') is ["arn", _, "sts", "", var account, var rest] && rest.Split('/') is ["assumed-role", var role, var name]
            ? new(account, role, name)
            : null;
        return session is not null;
    }
}
