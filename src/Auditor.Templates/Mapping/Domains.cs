using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Makes the custom domain names of a template and where they lead.</summary>
internal sealed class Domains(MappingContext context)
{
    private static readonly ImmutableArray<string> MappingTypes =
    [
        "AWS::ApiGateway::BasePathMapping",
        "AWS::ApiGateway::BasePathMappingV2",
        "AWS::ApiGatewayV2::ApiMapping",
    ];

    private ILookup<string, (int Index, Resource Mapping)>? _mappings;
    private ILookup<string, Resource>? _rules;
    private ImmutableArray<Api> _apis = [];

    // The mappings whose domain names are in the template.
    private readonly HashSet<string> _led = new(StringComparer.Ordinal);

    public ImmutableArray<Domain> Read(ImmutableArray<Api> apis)
    {
        _apis = apis;
        var domains = context.OfType("AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName", "AWS::ApiGateway::DomainNameV2")
            .Select((resource, index) => Of(resource, index, apis is not []))
            .ToList();
        return [.. domains, .. StandIns(apis, domains).Select((domain, index) => StandIn(domain, domains.Count + index))];
    }

    // What a mapping leads from and is described elsewhere; and where an API answers under no name that is in the template and not under
    // its own either, it is called under one that is not, for else nobody would deploy it.
    private IEnumerable<Domain> StandIns(ImmutableArray<Api> apis, List<Domain> domains)
    {
        var known = domains.Select(domain => domain.Name).ToHashSet(StringComparer.Ordinal);
        // A private domain name needs more than a name: which VPC endpoints may use it is elsewhere too.
        var elsewhere = MappingTypes.SelectMany(type => context.OfType(type))
            .Where(mapping => mapping.Type is not "AWS::ApiGateway::BasePathMappingV2" && !_led.Contains(mapping.Id))
            .GroupBy(mapping => NameOfOther(Named(mapping)), StringComparer.Ordinal)
            .Where(same => !known.Contains(same.Key))
            .Select(same => Other(same.Key, [.. same.Select(Mapped)], $"Domain name {Quote.Of(same.Key)} is not in the template."))
            .ToList();
        var led = domains.Concat(elsewhere)
            .SelectMany(domain => domain.Mappings.ValueOr([]).Select(mapping => mapping.ApiId)
                .Concat(domain.RoutingRules.ValueOr([]).Select(rule => rule.ApiId)))
            .ToHashSet(StringComparer.Ordinal);
        return elsewhere.Concat(apis.Index()
            .Where(each => each.Item is
            { DisableExecuteApiEndpoint: true, EndpointType: { IsKnown: true, Value: not EndpointType.Private } }
                && !led.Contains(each.Item.Id))
            .Select(each => Other(
                Elsewhere(FormattableString.Invariant($"name{each.Index + 1}")),
                [.. each.Item.Stages.ValueOr([]).Select((stage, index) => LeadingTo(each.Item, stage, index == 0 ? "" : stage.Name))],
                $"The domain name that leads to API {Quote.Of(each.Item.Name)} is not in the template.")));
    }

    private static ApiMapping LeadingTo(Api api, Stage stage, string key) => new() { Key = key, ApiId = api.Id, Stage = stage.Name };

    // A name that nobody can have (RFC 2606).
    private static string Elsewhere(string name) => $"{name}.not-in-template.invalid";

    private string NameOfOther(Value? named) => context.Text(named) is { Length: > 0 } text
        ? NameIn(text) is var name && Uri.CheckHostName(name.TrimStart('*', '.')) is UriHostNameType.Dns ? name : Elsewhere(Host(name))
        : Elsewhere("unknown");

    private static string Host(string text) =>
        new([.. text.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).Take(60).DefaultIfEmpty('0')]);

    private static Domain Other(string name, ImmutableArray<ApiMapping> mappings, string because) => new()
    {
        Name = name,
        EndpointType = EndpointType.Regional,
        SecurityPolicy = "TLS_1_2",
        Mappings = mappings,
        NotInTemplate = because,
    };

    private Domain StandIn(Domain domain, int index)
    {
        context.SourceMap[$"/scopes/0/domains/{index}"] = new("domain", null) { Name = domain.Name, StandsIn = domain.NotInTemplate };
        return domain;
    }

    private Domain Of(Resource resource, int index, bool hasApis)
    {
        var isV2 = resource.Type == "AWS::ApiGatewayV2::DomainName";
        var settings = isV2 ? resource["DomainNameConfigurations"]?.Items.FirstOrDefault() : resource.Properties;
        var name = context.NameOf(resource);
        var mutual = resource["MutualTlsAuthentication"];
        var mappings = Mappings(resource, name);
        context.SourceMap[$"/scopes/0/domains/{index}"] = new("domain", resource)
        {
            Name = name,
            Related = Leads(mappings.Select(mapping => mapping.Resource)),
        };
        var type = resource.Type == "AWS::ApiGateway::DomainNameV2"
            ? EndpointType.Private
            : EndpointTypeOf(isV2 ? settings?["EndpointType"] : resource["EndpointConfiguration"]?["Types"], isV2);
        return new()
        {
            Name = name,
            DomainNameId = resource.Type == "AWS::ApiGateway::DomainNameV2" ? resource.Id : null,
            EndpointType = type,
            IpAddressType = context.Text(isV2 ? settings?["IpAddressType"] : resource["EndpointConfiguration"]?["IpAddressType"]),
            // Every new domain name has TLS 1.2 unless it asks for less (Supported security policies).
            SecurityPolicy = context.Word(settings?["SecurityPolicy"], resource, "SecurityPolicy", "TLS_1_2", "TLS_1_0") ?? "TLS_1_2",
            EndpointAccessMode = context.Word(settings?["EndpointAccessMode"], resource, "EndpointAccessMode", "STRICT", "BASIC"),
            MutualTls = mutual?["TruststoreUri"] is { } truststore
                ? new() { TruststoreUri = context.Text(truststore), TruststoreVersion = context.Text(mutual["TruststoreVersion"]) }
                : null,
            CertificateArn = context.Text(settings?["RegionalCertificateArn"] ?? settings?["CertificateArn"]),
            Policy = PolicyDocuments.Of(resource["Policy"], resource, context),
            RoutingMode = context.Text(resource["RoutingMode"]),
            RoutingRules = RoutingRules(resource, name).ToImmutableArray(),
            // Where a template holds neither an API nor a mapping, both are elsewhere.
            Mappings = mappings is [] && !hasApis
                ? MappingContext.NotInTemplates("The mappings of the domain name are not in the template.")
                : mappings.Select(mapping => mapping.Mapping).ToImmutableArray(),
            Tags = context.Tags(resource["Tags"]),
        };
    }

    private Fact<EndpointType> EndpointTypeOf(Value? types, bool isV2) => types?.Items switch
    {
        null or [] => isV2 ? EndpointType.Regional : EndpointType.Edge,
        [var first, ..] => context.Text(first)?.ToUpperInvariant() switch
        {
            "EDGE" => EndpointType.Edge,
            "REGIONAL" => EndpointType.Regional,
            "PRIVATE" => EndpointType.Private,
            _ => new Unknown(first.OpenBecause ?? "The endpoint type is not in the template."),
        },
    };

    private ImmutableArray<(ApiMapping Mapping, Resource Resource)> Mappings(Resource domain, string name)
    {
        var mappings = ImmutableArray.CreateBuilder<(ApiMapping, Resource)>();
        foreach (var resource in Leading(domain, name))
        {
            _led.Add(resource.Id);
            mappings.Add((Mapped(resource), resource));
        }

        return mappings.ToImmutable();
    }

    private ApiMapping Mapped(Resource resource)
    {
        var api = resource["RestApiId"] ?? resource["ApiId"];
        var key = (context.Text(resource["BasePath"] ?? resource["ApiMappingKey"]) ?? "").Trim('/');
        return new()
        {
            Key = key is "(none)" ? "" : key,
            ApiId = context.ApiIdOf(api),
            Stage = context.Text(resource["Stage"]) is { Length: > 0 } stage && !IsElsewhere(api, stage) ? stage : null,
        };
    }

    // Of an API that is in another template the stages may be as well: then the mapping leads to what stands in for them.
    private bool IsElsewhere(Value? api, string stage) => context.Referred(api) is null
        && _apis.FirstOrDefault(each => each.Id == context.ApiIdOf(api)) is { } other
        && other.Stages.ValueOr([]).All(known => known.Name != stage);

    // A mapping names its domain by a reference, by the name or by the ARN.
    private IEnumerable<Resource> Leading(Resource domain, string name)
    {
        _mappings ??= MappingTypes.SelectMany(type => context.OfType(type)).Index()
            .SelectMany(
                each => new[] { ByReference(context.Referred(Named(each.Item))?.Id), context.Text(Named(each.Item)) }.OfType<string>(),
                (each, by) => (By: by, Mapping: (each.Index, each.Item)))
            .ToLookup(each => each.By, each => each.Mapping, StringComparer.Ordinal);
        return new[] { ByReference(domain.Id), name, context.ArnOf(domain) }.OfType<string>().SelectMany(by => _mappings[by])
            .DistinctBy(each => each.Index).OrderBy(each => each.Index).Select(each => each.Mapping);
    }

    private static Value? Named(Resource mapping) => mapping["DomainName"] ?? mapping["DomainNameArn"];

    private static string? ByReference(string? id) => id is null ? null : $"-> {id}";

    private ImmutableDictionary<string, MappedResource> Leads(IEnumerable<Resource> mappings)
    {
        var all = mappings.ToList();
        var others = ImmutableDictionary<string, MappedResource>.Empty;
        if (all is [var first, ..])
        {
            others = others.Add(
                "mapping",
                new("mapping", all.Find(mapping => context.Referred(mapping["RestApiId"] ?? mapping["ApiId"]) is null) ?? first));
            if (all.Select(mapping => context.Referred(mapping["RestApiId"] ?? mapping["ApiId"]))
                .OfType<Resource>()
                .FirstOrDefault() is { } api)
            {
                others = others.Add("api", new("api", api));
            }
        }

        return others;
    }

    // A rule names its domain by a reference or by the ARN, in which the name may be a reference.
    private IEnumerable<Resource> RulesOf(Resource domain, string name)
    {
        _rules ??= context.OfType("AWS::ApiGatewayV2::RoutingRule").ToLookup(
            rule => ByReference(context.Referred(rule["DomainNameArn"])?.Id) ?? NameIn(context.Text(rule["DomainNameArn"]) ?? ""),
            StringComparer.Ordinal);
        return _rules[$"-> {domain.Id}"].Concat(_rules[name]);
    }

    private IEnumerable<RoutingRule> RoutingRules(Resource domain, string name) =>
        from rule in RulesOf(domain, name)
        from action in rule["Actions"]?.Items ?? []
        let invoked = action["InvokeApi"]
        where invoked is not null
        let conditions = rule["Conditions"]?.Items ?? []
        select new RoutingRule
        {
            Priority = context.Whole(rule["Priority"], rule, "Priority") ?? int.MaxValue,
            ApiId = context.ApiIdOf(invoked["ApiId"]),
            Stage = context.Text(invoked["Stage"]) ?? "",
            StripBasePath = context.Flag(invoked["StripBasePath"], rule, "StripBasePath"),
            BasePaths = [.. conditions.SelectMany(condition => context.Texts(condition["MatchBasePaths"]?["AnyOf"])).Order(StringComparer.Ordinal)],
            MatchesHeaders = conditions.Any(condition => condition["MatchHeaders"] is not null),
        };

    // "arn:aws:apigateway:eu-west-1::/domainnames/NAME", and of a private one "NAME+ID".
    private static string NameIn(string arn) => arn[(arn.LastIndexOf('/') + 1)..].Split('+')[0];
}
