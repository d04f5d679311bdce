using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Finds the web ACL that a stage names.</summary>
internal static class AttachedWebAcl
{
    /// <summary>What the web ACL does; unknown when it is one of WAF Classic, or was not read.</summary>
    public static Fact<WebAclDefinition> Of(Scope scope, string arn) => IsClassic(arn)
        ? new Unknown($"Web ACL {Quote.Of(arn)} belongs to AWS WAF Classic, whose rules Auditor does not read.")
        : scope.WebAcls.FirstOrDefault(acl => string.Equals(acl.Arn, arn, StringComparison.Ordinal))?.Definition ?? default;

    /// <summary>Whether it is a web ACL of AWS WAF Classic: <c>arn:aws:waf-regional:...</c>.</summary>
    public static bool IsClassic(string arn) => arn.Split(':', 4) is [_, _, "waf-regional" or "waf", _];

    /// <summary>The name in the ARN of a web ACL, <c>...:regional/webacl/{name}/{id}</c>; the ARN when there is none in it.</summary>
    public static string NameIn(string arn) => arn.Split('/') is [_, "webacl", var name, ..] ? name : arn;
}
