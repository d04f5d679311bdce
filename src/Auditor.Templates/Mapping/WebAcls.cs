using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::WAFv2</c> and <c>AWS::WAFRegional</c>: the web ACLs of stages, and what attaches them.</summary>
internal sealed partial class WebAcls(MappingContext context)
{
    private Associations? _associations;

    /// <summary>The web ACL that the template attaches to a stage.</summary>
    public (string? Arn, MappedResource? Association) AttachedTo(string apiId, string stage, Resource resource)
    {
        _associations ??= Read();
        if (_associations.ByStage.TryGetValue(resource.Id, out var certain)
            || _associations.Certain.TryGetValue((apiId, stage), out certain))
        {
            return Attached(certain);
        }

        foreach (var (association, target, open) in _associations.Open)
        {
            if ((target.Contains("/restapis/", StringComparison.Ordinal)
                    && !target.Contains($"/restapis/{apiId}/", StringComparison.Ordinal)
                    && !target.Contains("/restapis/{", StringComparison.Ordinal))
                || context.Ask($"{association.Id}.ResourceArn of {resource.Id}", 2, open) == 1)
            {
                continue;
            }

            return Attached(association);
        }

        // What Terraform read of a stage that is there: its web ACL is attached elsewhere.
        return (resource["WebAclArn"] is TextValue { Literal: { Length: > 0 } known } ? known : null, null);
    }

    private Associations Read()
    {
        var certain = new Dictionary<(string Api, string Stage), Resource>();
        var byStage = new Dictionary<string, Resource>(StringComparer.Ordinal);
        var open = new List<(Resource, string, string)>();
        foreach (var association in context.OfType("AWS::WAFv2::WebACLAssociation", "AWS::WAFRegional::WebACLAssociation"))
        {
            var target = context.Text(association["ResourceArn"]) ?? "";
            if (StageOf().Match(target) is { Success: true } match)
            {
                var api = match.Groups["api"].Value;
                // Two stages may have the name that is written here, and the reference tells which of them is meant.
                if (ReferredStage(association["ResourceArn"], api) is { } stage)
                {
                    byStage.TryAdd(stage.Id, association);
                }
                else
                {
                    certain.TryAdd((api, match.Groups["stage"].Value), association);
                }
            }

            if (association["ResourceArn"]?.OpenBecause is { } because)
            {
                open.Add((association, target, because));
            }
        }

        return new(certain, byStage, open);
    }

    private Resource? ReferredStage(Value? target, string api) => target is not TextValue text ? null : text.Pieces
        .OfType<ReferencePiece>()
        .Select(reference => context.ById(reference.Id))
        .FirstOrDefault(resource => resource is { Type: "AWS::ApiGateway::Stage" } && context.ApiIdOf(resource["RestApiId"]) == api);

    private (string Arn, MappedResource Association) Attached(Resource association)
    {
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

    public ImmutableArray<WebAcl> Read(ImmutableArray<Api> apis)
    {
        var logged = context.OfType("AWS::WAFv2::LoggingConfiguration").Select(logging => context.Text(logging["ResourceArn"])).ToHashSet();
        return
        [
            .. apis.SelectMany(api => api.Stages.ValueOr([]))
                .Select(stage => stage.WebAclArn)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(arn => !arn.StartsWith("arn:aws:waf-regional", StringComparison.Ordinal))
                .Select(arn => context.ByArn("AWS::WAFv2::WebACL", arn) is { } found
                    ? new WebAcl
                    {
                        Arn = arn,
                        Definition = new WebAclStatements(context).Read(found),
                        IsLogged = logged.Contains(arn),
                    }
                    : new WebAcl
                    {
                        Arn = arn,
                        Definition = MappingContext.NotInTemplates("The web ACL is not in the template."),
                        IsLogged = MappingContext.NotInTemplates("The web ACL is not in the template."),
                    }),
        ];
    }

    // "arn:aws:apigateway:REGION::/restapis/API/stages/STAGE"; what people write for it also says "API/stage/STAGE", which names the same.
    [GeneratedRegex("(^|/)(?<api>[^/]+)/stages?/(?<stage>[^/]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex StageOf();

    /// <summary>What attaches web ACLs: to stages that are named, to those that are referred to, and to what is not known.</summary>
    private sealed record Associations(
        Dictionary<(string Api, string Stage), Resource> Certain,
        Dictionary<string, Resource> ByStage,
        List<(Resource Association, string Target, string Because)> Open);
}
