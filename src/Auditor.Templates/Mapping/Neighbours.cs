using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>
/// Makes what stands beside APIs in a template: web ACLs, log groups, user pools, usage plans, keys, VPC links, alarms, settings of the
/// account.
/// </summary>
internal sealed class Neighbours(MappingContext context)
{
    public Thing AuthorizerThing(Resource authorizer)
    {
        var others = ImmutableDictionary<string, Thing>.Empty;
        var pool = (authorizer["ProviderARNs"]?.Items ?? []).Select(context.Referred).OfType<Resource>().FirstOrDefault()
            ?? PoolOf(authorizer["JwtConfiguration"]?["Issuer"]);
        return new(
            "authorizer", authorizer)
        { Name = authorizer.Id, Others = pool is null ? others : others.Add("pool", new("pool", pool)) };
    }

    /// <summary>What decides about a route besides itself.</summary>
    public ImmutableDictionary<string, Thing> Around(Value? integration, Resource resource, Value? authorizer)
    {
        var others = ImmutableDictionary<string, Thing>.Empty;
        if (integration is not null)
        {
            others = others.Add("integration", new("integration", resource) { Part = integration });
        }

        if (context.Referred(authorizer) is { } named)
        {
            var thing = AuthorizerThing(named);
            others = others.Add("authorizer", thing).AddRange(thing.Others);
        }

        return others;
    }

    public ImmutableDictionary<string, Thing> AroundStage(Value? destination, Thing? webAcl)
    {
        var others = ImmutableDictionary<string, Thing>.Empty;
        if (context.Referred(destination) is { Type: "AWS::Logs::LogGroup" } group)
        {
            others = others.Add("logGroup", new("logGroup", group));
        }

        return webAcl is null ? others : others.Add("association", webAcl).AddRange(webAcl.Others);
    }

    /// <summary>The web ACL that the template attaches to a stage.</summary>
    public (string? Arn, Thing? Thing) WebAclOf(string apiId, string stage, Resource resource)
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
            ImmutableDictionary<string, Thing> others = acl is null ? [] : [KeyValuePair.Create("webAcl", new Thing("webAcl", acl))];
            return (acl is not null ? context.ArnOf(acl)
                : association.Type.StartsWith(
                    "AWS::WAFRegional",
                    StringComparison.Ordinal) ? $"arn:aws:waf-regional:{context.Set.Region}:{context.Set.Account}:webacl/{context.Text(association["WebACLId"])}"
                : context.Text(association["WebACLArn"]) ?? "{WebACL}", new("association", association) { Others = others });
        }

        return (null, null);
    }

    public ImmutableArray<WebAcl> WebAcls(ImmutableArray<Api> apis) =>
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

    public ImmutableArray<LogGroup> LogGroups(ImmutableArray<Api> apis) =>
    [
        .. apis.SelectMany(api => api.Stages.ValueOr([]))
            .Select(stage => stage.AccessLog?.DestinationArn)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(arn => !arn.Contains(":firehose:", StringComparison.Ordinal))
            .Select(arn => new LogGroup
            {
                Arn = arn,
                Settings = context.OfType("AWS::Logs::LogGroup").FirstOrDefault(group => context.ArnOf(group) == arn) is { } found
                    ? new LogGroupSettings
                    {
                        RetentionDays = context.Whole(found["RetentionInDays"], found, "RetentionInDays"),
                        KmsKeyId = context.Text(found["KmsKeyId"]),
                    }
                    : MappingContext.NotInTemplates("The log group is not in the template."),
            }),
    ];

    /// <summary>The hosts behind integrations; nobody asks DNS about them.</summary>
    public static ImmutableArray<BackendHost> Hosts(ImmutableArray<Api> apis) =>
    [
        .. apis.SelectMany(api => api.Routes.ValueOr([])).Select(route => route.Integration.ValueOr(null)?.Uri).OfType<string>()
            .Select(uri => Uri.TryCreate(uri, UriKind.Absolute, out var address) ? address.Host : "")
            .Where(host => host.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(host => new BackendHost { Name = host, Exists = MappingContext.NotInTemplates("DNS is not asked about hosts in templates.") }),
    ];

    public ImmutableArray<UserPool> UserPools(ImmutableArray<Api> apis)
    {
        var named = apis.SelectMany(api => api.Authorizers.ValueOr([]))
            .SelectMany(authorizer => authorizer.ProviderArns.Concat(PoolArn(authorizer.JwtIssuer) is { } arn ? [arn] : []))
            .Distinct(StringComparer.Ordinal);
        return
        [
            .. named.Select(arn => new UserPool
            {
                Arn = arn,
                Settings = context.OfType("AWS::Cognito::UserPool").FirstOrDefault(pool => context.ArnOf(pool) == arn) is { } found
                    ? new UserPoolSettings
                    {
                        Name = context.Text(found["UserPoolName"]) ?? found.Id,
                        // Anybody may sign up unless the pool says otherwise (AWS::Cognito::UserPool AdminCreateUserConfig).
                        AllowsSelfSignUp = !context.Flag(
                            found["AdminCreateUserConfig"]?["AllowAdminCreateUserOnly"], found, "AllowAdminCreateUserOnly"),
                        MfaConfiguration = context.Text(found["MfaConfiguration"]) ?? "OFF",
                    }
                    : MappingContext.NotInTemplates("The user pool is not in the template."),
            }),
        ];
    }

    public Fact<ImmutableArray<UsagePlan>> UsagePlans(bool hasStages)
    {
        var plans = context.OfType("AWS::ApiGateway::UsagePlan").ToList();
        if (plans.Count == 0 && !hasStages)
        {
            return MappingContext.NotInTemplates("No usage plan is in the template, nor the stage that it would be for.");
        }

        return plans.Select((plan, index) =>
        {
            context.Things[$"/scopes/0/usagePlans/{index}"] = new("usagePlan", plan) { Name = plan.Id };
            return new UsagePlan
            {
                Id = plan.Id,
                Name = context.Text(plan["UsagePlanName"]) ?? plan.Id,
                Description = context.Text(plan["Description"]),
                Tags = context.Tags(plan["Tags"]),
                Throttle = ThrottleOf(plan["Throttle"], plan, "Throttle"),
                Quota = plan["Quota"] is { } quota && context.Number(quota["Limit"], plan, "Quota.Limit") is { } limit
                    ? new() { Limit = (long)limit, Period = context.Text(quota["Period"]) }
                    : null,
                Stages = [.. (plan["ApiStages"]?.Items ?? []).Where(stage => stage is MapValue).Select(stage => StageOf(stage, plan))],
                ApiKeyIds = KeysOf(plan),
            };
        }).ToImmutableArray();
    }

    // Keys are handed out elsewhere more often than not.
    private Fact<ImmutableArray<string>> KeysOf(Resource plan)
    {
        var keys = context.OfType("AWS::ApiGateway::UsagePlanKey")
            .Where(key => context.Text(key["UsagePlanId"]) == plan.Id)
            .Select(key => context.Text(key["KeyId"]) ?? "")
            .ToImmutableArray();
        return keys is [] && !context.OfType("AWS::ApiGateway::ApiKey").Any()
            ? MappingContext.NotInTemplates("The keys of the usage plan are not in the template.")
            : keys;
    }

    public Fact<ImmutableArray<ApiKey>> ApiKeys() => context.OfType("AWS::ApiGateway::ApiKey").Select((key, index) =>
    {
        context.Things[$"/scopes/0/apiKeys/{index}"] = new("apiKey", key) { Name = key.Id };
        return new ApiKey
        {
            Id = key.Id,
            Name = context.Text(key["Name"]) ?? key.Id,
            Description = context.Text(key["Description"]),
            // CloudFormation makes keys that are off unless told otherwise; Terraform's are on.
            Enabled = context.Flag(key["Enabled"], key, "Enabled", otherwise: key.FromPlan),
            Tags = context.Tags(key["Tags"]),
        };
    }).ToImmutableArray();

    public Fact<ImmutableArray<VpcLink>> VpcLinks() => context.OfType(
        "AWS::ApiGateway::VpcLink", "AWS::ApiGatewayV2::VpcLink").Select((link, index) =>
    {
        context.Things[$"/scopes/0/vpcLinks/{index}"] = new("vpcLink", link) { Name = link.Id };
        return new VpcLink
        {
            Id = link.Id,
            Name = context.Text(link["Name"]) ?? link.Id,
            Description = context.Text(link["Description"]),
            Tags = context.Tags(link["Tags"]),
            IsV2 = link.Type.StartsWith("AWS::ApiGatewayV2", StringComparison.Ordinal),
            Status = "AVAILABLE",
            TargetArns = context.Texts(link["TargetArns"]),
        };
    }).ToImmutableArray();

    public Fact<AccountSettings> Settings()
    {
        if (context.OfType("AWS::ApiGateway::Account").FirstOrDefault() is not { } account)
        {
            return MappingContext.NotInTemplates("The settings of the account are not in the template.");
        }

        context.Things["/scopes/0"] = new("account", account) { Name = account.Id };
        return new AccountSettings { CloudWatchRoleArn = context.Text(account["CloudWatchRoleArn"]) };
    }

    public Fact<ImmutableArray<Alarm>> Alarms()
    {
        var alarms = context.OfType("AWS::CloudWatch::Alarm")
            .Where(alarm => (context.Text(alarm["Namespace"]) ?? "AWS/ApiGateway") == "AWS/ApiGateway")
            .ToList();
        if (alarms.Count == 0)
        {
            return MappingContext.NotInTemplates("No alarm is in the template.");
        }

        foreach (var (index, alarm) in alarms.Index())
        {
            context.Things[$"/scopes/0/alarms/{index}"] = new("alarm", alarm) { Name = alarm.Id };
        }

        return alarms.Select(alarm => new Alarm
        {
            Name = context.Text(alarm["AlarmName"]) ?? alarm.Id,
            Metrics =
            [
                .. Metric(alarm["MetricName"], alarm["Dimensions"]),
                .. (alarm["Metrics"]?.Items ?? [])
                    .SelectMany(metric => Metric(
                        metric["MetricStat"]?["Metric"]?["MetricName"], metric["MetricStat"]?["Metric"]?["Dimensions"])),
            ],
            Queries = [.. (alarm["Metrics"]?.Items ?? []).Select(metric => context.Text(metric["Expression"])).OfType<string>().Where(text => text.Contains("SELECT", StringComparison.OrdinalIgnoreCase))],
            TellsSomebody = context.Flag(alarm["ActionsEnabled"], alarm, "ActionsEnabled", otherwise: true)
                && alarm["AlarmActions"]?.Items is [_, ..],
        }).ToImmutableArray();
    }

    private IEnumerable<AlarmMetric> Metric(Value? name, Value? dimensions) => context.Text(name) is { } metric
        ? [new() { Name = metric, Dimensions = (dimensions?.Items ?? []).Where(each => each["Name"] is not null).DistinctBy(each => context.Text(each["Name"])).ToImmutableSortedDictionary(each => context.Text(each["Name"]) ?? "", each => context.Text(each["Value"]) ?? "", StringComparer.Ordinal) }]
        : [];

    private Throttle? ThrottleOf(Value? throttle, Resource resource, string name) => throttle is null ? null
        : (context.Number(throttle["RateLimit"], resource, $"{name}.RateLimit"), context.Number(
            throttle["BurstLimit"], resource, $"{name}.BurstLimit")) switch
        {
            (null, null) => null,
            var (rate, burst) => new() { Rate = rate, Burst = burst },
        };

    private UsagePlanStage StageOf(Value stage, Resource plan) => new()
    {
        ApiId = context.ApiIdOf(stage["ApiId"]),
        Stage = context.Text(stage["Stage"]) ?? RestApis.UnknownStage,
        MethodThrottles = stage["Throttle"] is MapValue throttles
            ? throttles.Properties.Select(property => (Key: KeyOf(property.Name), Throttle: ThrottleOf(
                property.Value, plan, property.Name)))
                .Where(each => each.Throttle is not null).DistinctBy(each => each.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(each => each.Key, each => each.Throttle ?? new(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, Throttle>.Empty,
    };

    // "/orders/GET"
    private static string KeyOf(string name) =>
        name.LastIndexOf('/') is >= 0 and var at ? Words.SettingsKey(name[..at], name[(at + 1)..]) : name;

    private Resource? PoolOf(Value? issuer) =>
        issuer is TextValue text
            ? text.Pieces.OfType<ReferencePiece>()
                .Select(piece => context.ById(piece.Id))
                .FirstOrDefault(resource => resource?.Type == "AWS::Cognito::UserPool")
            : null;

    // https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc
    private string? PoolArn(string? issuer) =>
        issuer is not null
            && issuer.StartsWith("https://cognito-idp.", StringComparison.Ordinal)
            && issuer.LastIndexOf('/') is > 8 and var at
        ? $"arn:aws:cognito-idp:{context.Set.Region}:{context.Set.Account}:userpool/{issuer[(at + 1)..]}"
        : null;
}
