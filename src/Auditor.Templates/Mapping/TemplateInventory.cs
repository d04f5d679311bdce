using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>The inventory that a template would make, and what each thing in it was made from.</summary>
internal sealed record TemplateInventory
{
    public required Scope Scope { get; init; }

    public required Account? Account { get; init; }

    /// <summary>By the pointers that findings have, as if the template were alone.</summary>
    public required IReadOnlyDictionary<string, Thing> Things { get; init; }

    public required ResourceSet Set { get; init; }

    public static TemplateInventory Of(ResourceSet set, World world)
    {
        set = set with { Resources = OpenApi.Bodies.Expanded(set.Resources) };
        var context = new MappingContext(set, world);
        var neighbours = new Neighbours(context);
        var http = new HttpApis(context, neighbours).Read();
        var rest = new RestApis(context, neighbours, [.. http.Select(api => api.Id)]).Read();
        ImmutableArray<Api> apis = [.. rest, .. http];
        var hasStages = context.Things.Values.Any(thing => thing is { Kind: "stage", Resource: not null });
        var scope = new Scope
        {
            Account = set.Account,
            Region = set.Region,
            Settings = neighbours.Settings(),
            RestApis = rest,
            HttpAndWebSocketApis = http,
            Domains = new Domains(context).Read(hasApis: apis is not []),
            UsagePlans = neighbours.UsagePlans(hasStages),
            ApiKeys = neighbours.ApiKeys(),
            VpcLinks = neighbours.VpcLinks(),
            ClientCertificates = MappingContext.NotInTemplates("A template does not tell how long certificates last."),
            DomainAccessAssociations = context.OfType(
                "AWS::ApiGateway::DomainNameAccessAssociation").Select(association => new DomainAccessAssociation
                {
                    Arn = context.ArnOf(association),
                    DomainNameArn = context.Text(association["DomainNameArn"]) ?? "",
                    Source = context.Text(association["AccessAssociationSource"]) ?? "",
                }).ToImmutableArray(),
            Portals = MappingContext.NotInTemplates("A template holds no developer portal."),
            Alarms = neighbours.Alarms(),
            LogGroups = neighbours.LogGroups(apis),
            UserPools = neighbours.UserPools(apis),
            BackendHosts = Neighbours.Hosts(apis),
            WebAcls = neighbours.WebAcls(apis),
            Functions = new Functions(context).Read(apis),
            ConfigRecording = MappingContext.NotInTemplates("What AWS Config records is not looked for in templates."),
        };
        var account = new Identities(context).Read();
        return new()
        {
            Scope = SecretFilter.Over(scope),
            Account = account is null ? null : SecretFilter.Over(account),
            Things = context.Things,
            Set = set,
        };
    }
}
