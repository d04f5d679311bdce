using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Condition keys that say who signed the request; requests without AWS credentials have none of them.</summary>
internal static class PrincipalKeys
{
    public static ImmutableArray<string> Derived(CallerPrincipal principal, string key)
    {
        return key.ToUpperInvariant() switch
        {
            "AWS:PRINCIPALARN" => [principal.Arn],
            "AWS:PRINCIPALACCOUNT" => [principal.AccountId],
            "AWS:PRINCIPALTYPE" => [Type(principal.Arn)],
            "AWS:PRINCIPALISAWSSERVICE" => ["false"],
            "AWS:USERNAME" when Type(principal.Arn) == "User" => [principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..]],
            _ => [],
        };
    }

    private static string Type(string arn)
    {
        return arn.Split(':', 6)[^1] switch
        {
            "root" => "Account",
            var name when name.StartsWith("user/", StringComparison.Ordinal) => "User",
            _ => "AssumedRole",
        };
    }
}
