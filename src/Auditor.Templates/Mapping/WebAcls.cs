using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::WAFv2</c> and <c>AWS::WAFRegional</c>: the web ACLs of stages, and what attaches them.</summary>
internal sealed class WebAcls(MappingContext context)
{
    /// <summary>The web ACL that the template attaches to a stage.</summary>
    public (string? Arn, MappedResource? Association) AttachedTo(string apiId, string stage, Resource resource)
    {
        foreach (var association in context.OfType("AWS::WAFv2::WebACLAssociation", "AWS::WAFRegional::WebACLAssociation"))
        {
            var target = context.Text(association["ResourceArn"]) ?? "";
            var isThis = target.EndsWith($"/restapis/{apiId}/stages/{stage}", StringComparison.Ordinal);
            if (!isThis && (association["ResourceArn"]?.OpenBecause is not { } open
                || (target.Contains("/restapis/", StringComparison.Ordinal)
                    && !target.Contains($"/restapis/{apiId}/", StringComparison.Ordinal)
                    && !target.Contains("/restapis/{", StringComparison.Ordinal))
                || context.Ask($"{association.Id}.ResourceArn of {resource.Id}", 2, open) == 1))
            {
                continue;
            }

            var acl = context.Referred(association["WebACLArn"] ?? association["WebACLId"]);
            ImmutableDictionary<string, MappedResource> related = acl is null
                ? []
                : [KeyValuePair.Create("webAcl", new MappedResource("webAcl", acl))];
            return (acl is not null ? context.ArnOf(acl)
                : association.Type.StartsWith(
                    "AWS::WAFRegional",
                    StringComparison.Ordinal) ? $"arn:aws:waf-regional:{context.Set.Region}:{context.Set.Account}:webacl/{context.Text(association["WebACLId"])}"
                : context.Text(association["WebACLArn"]) ?? "{WebACL}", new("association", association) { Related = related });
        }

        return (null, null);
    }

    public ImmutableArray<WebAcl> Read(ImmutableArray<Api> apis) =>
    [
        .. apis.SelectMany(api => api.Stages.ValueOr([])).Select(stage => stage.WebAclArn).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(arn => !arn.StartsWith("arn:aws:waf-regional", StringComparison.Ordinal))
            .Select(arn => context.OfType("AWS::WAFv2::WebACL").FirstOrDefault(acl => context.ArnOf(acl) == arn) is { } found
                ? new WebAcl
                {
                    Arn = arn,
                    Definition = new WebAclStatements(context).Read(found),
                    IsLogged = context.OfType("AWS::WAFv2::LoggingConfiguration")
                        .Any(logging => context.Text(logging["ResourceArn"]) == arn),
                }
                : new WebAcl { Arn = arn, Definition = MappingContext.NotInTemplates("The web ACL is not in the template."), IsLogged = MappingContext.NotInTemplates("The web ACL is not in the template.") }),
    ];
}
