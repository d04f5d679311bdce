namespace Auditor.Core.Metadata;

/// <summary>Writes what a rule reads as people call it.</summary>
public static class NeedsText
{
    /// <summary><c>routes, domains, web ACLs</c>; of a rule that reads nothing besides, what is always read.</summary>
    public static string Of(Needs needs)
    {
        var words = Enum.GetValues<Needs>()
            .Where(need => int.IsPow2((int)need) && needs.HasFlag(need))
            .Select(need => need switch
            {
                Needs.UsagePlans => "usage plans",
                Needs.AccountSettings => "account settings",
                Needs.WebAcls => "web ACLs",
                Needs.IdentityPolicies => "IAM policies",
                Needs.FunctionPolicies => "Lambda policies",
                Needs.ConfigRecording => "AWS Config",
                Needs.ConfigRules => "AWS Config rules",
                Needs.WebAclLogging => "web ACL logging",
                Needs.ApiKeys => "API keys",
                Needs.VpcLinks => "VPC links",
                _ => Words(need.ToString()),
            })
            .ToList();
        return words is [] ? "APIs and stages" : string.Join(", ", words);
    }

    // 'LogGroups' as 'log groups'.
#pragma warning disable CA1308 // For reading, not for comparing.
    private static string Words(string name) =>
        string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant();
#pragma warning restore CA1308
}
