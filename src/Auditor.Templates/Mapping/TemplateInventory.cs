using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>The inventory that a template would make, and the resource that each part of it was made from.</summary>
internal sealed record TemplateInventory
{
    public required Scope Scope { get; init; }

    public required Account? Account { get; init; }

    /// <summary>By the pointers that findings have, as if the template were alone.</summary>
    public required IReadOnlyDictionary<string, MappedResource> SourceMap { get; init; }

    public required ResourceSet Set { get; init; }

    /// <summary>The stages and routes in the source map.</summary>
    public MappedParts Parts => field ??= new(SourceMap);

    public static TemplateInventory Of(ResourceSet set, Scenario scenario)
    {
        set = set with { Resources = OpenApi.Bodies.Expanded(set.Resources) };
        var context = new MappingContext(set, scenario);
        var webAcls = new WebAcls(context);
        var usagePlans = new UsagePlans(context);
        var http = new HttpApis(context).Read();
        var rest = new RestApis(context, [.. http.Select(api => api.Id)]).Read();
        ImmutableArray<Api> apis = [.. rest, .. http];
        var hasStages = context.SourceMap.Values.Any(mapped => mapped is { Kind: "stage", Resource: not null });
        var scope = new Scope
        {
            Account = set.Account,
            Region = set.Region,
            Partition = set.Partition,
            Settings = SettingsOf(context),
            RestApis = rest,
            HttpAndWebSocketApis = http,
            Domains = new Domains(context).Read(apis),
            UsagePlans = usagePlans.Read(hasStages),
            ApiKeys = usagePlans.Keys(),
            VpcLinks = new VpcLinks(context).Read(apis),
            ClientCertificates = MappingContext.NotInTemplates("A template does not tell how long certificates last."),
            DomainAccessAssociations = context.OfType(
                "AWS::ApiGateway::DomainNameAccessAssociation").Select(association => new DomainAccessAssociation
                {
                    Arn = context.ArnOf(association),
                    DomainNameArn = context.Text(association["DomainNameArn"]) ?? "",
                    Source = context.Text(association["AccessAssociationSource"]) ?? "",
                }).ToImmutableArray(),
            Portals = MappingContext.NotInTemplates("A template holds no developer portal."),
            Alarms = new Alarms(context).Read(),
            LogGroups = new LogGroups(context).Read(apis),
            UserPools = new UserPools(context).Read(apis),
            BackendHosts = Integrations.BackendHosts(apis),
            WebAcls = webAcls.Read(apis),
            Functions = new Functions(context).Read(apis),
            ConfigRecording = MappingContext.NotInTemplates("What AWS Config records is not looked for in templates."),
        };
        var account = new Identities(context).Read();
        return new()
        {
            Scope = SecretFilter.Over(scope),
            Account = account is null ? null : SecretFilter.Over(account),
            SourceMap = context.SourceMap,
            Set = set,
        };
    }

    /// <summary>What is assumed of the APIs and domain names that it only refers to.</summary>
    public IEnumerable<Assumption> Assumptions
    {
        get
        {
            var because = $"It is not in {Quote.Of(Set.File)}.";
            return SourceMap.Values.Where(mapped => mapped.StandsIn is not null).Select(mapped => mapped.Kind switch
            {
                "api" => Assumption.OfApiElsewhere(Scope.Account, Scope.Region, mapped.Name, because),
                "domain" => Assumption.OfDomainElsewhere(Scope.Account, Scope.Region, mapped.Name, because),
                _ => null,
            }).OfType<Assumption>();
        }
    }

    /// <summary>The scope as it is written into an inventory, where nothing but itself tells what only stands in.</summary>
    public Scope Written => Scope with
    {
        RestApis = WithStandIns(Scope.RestApis, "/scopes/0/restApis"),
        HttpAndWebSocketApis = WithStandIns(Scope.HttpAndWebSocketApis, "/scopes/0/httpAndWebSocketApis"),
    };

    private Fact<ImmutableArray<Api>> WithStandIns(Fact<ImmutableArray<Api>> apis, string pointer) => apis.Select(list => list
        .Select((api, index) => api with
        {
            NotInTemplate = NotInTemplate($"{pointer}/{index}"),
            Stages = api.Stages.Select(stages => stages
                .Select((stage, at) => stage with { NotInTemplate = NotInTemplate($"{pointer}/{index}/stages/{at}") })
                .ToImmutableArray()),
            Routes = api.Routes.Select(routes => routes
                .Select((route, at) => route with { NotInTemplate = NotInTemplate($"{pointer}/{index}/routes/{at}") })
                .ToImmutableArray()),
        })
        .ToImmutableArray());

    private string? NotInTemplate(string pointer) => SourceMap.GetValueOrDefault(pointer)?.NotInTemplate;

    private static Fact<AccountSettings> SettingsOf(MappingContext context)
    {
        if (context.OfType("AWS::ApiGateway::Account").FirstOrDefault() is not { } account)
        {
            return MappingContext.NotInTemplates("The settings of the account are not in the template.");
        }

        context.SourceMap["/scopes/0"] = new("account", account) { Name = account.Id };
        return new AccountSettings { CloudWatchRoleArn = context.Text(account["CloudWatchRoleArn"]) };
    }
}
