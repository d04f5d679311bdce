using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Finds the resources that decide about another besides itself: findings about a route may point to its authorizer.</summary>
internal sealed class RelatedResources(MappingContext context)
{
    public MappedResource Authorizer(Resource authorizer)
    {
        var related = ImmutableDictionary<string, MappedResource>.Empty;
        var pool = new UserPools(context).BehindAuthorizer(authorizer);
        return new("authorizer", authorizer)
        {
            Name = authorizer.Id,
            Related = pool is null ? related : related.Add("pool", new("pool", pool)),
        };
    }

    /// <summary>The integration of a route, its authorizer and the user pool of that.</summary>
    public ImmutableDictionary<string, MappedResource> OfRoute(Value? integration, Resource resource, Value? authorizer)
    {
        var related = ImmutableDictionary<string, MappedResource>.Empty;
        if (integration is not null)
        {
            related = related.Add("integration", new("integration", resource) { Part = integration });
        }

        if (context.Referred(authorizer) is { } named)
        {
            var mapped = Authorizer(named);
            related = related.Add("authorizer", mapped).AddRange(mapped.Related);
        }

        return related;
    }

    /// <summary>The log group of a stage, its web ACL and what attaches that.</summary>
    public ImmutableDictionary<string, MappedResource> OfStage(Value? destination, MappedResource? webAcl)
    {
        var related = ImmutableDictionary<string, MappedResource>.Empty;
        if (context.Referred(destination) is { Type: "AWS::Logs::LogGroup" } group)
        {
            related = related.Add("logGroup", new("logGroup", group));
        }

        return webAcl is null ? related : related.Add("association", webAcl).AddRange(webAcl.Related);
    }
}
