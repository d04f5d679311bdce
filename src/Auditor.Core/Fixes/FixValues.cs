using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

using Row = System.Collections.Generic.IReadOnlyDictionary<string, string?>;

namespace Auditor.Core.Fixes;

/// <summary>What the placeholders of a rule's page stand for in one finding.</summary>
/// <remarks>
/// Values come in rows: one for each stage, route or setting that the finding is about, so a command that names a stage is one command for
/// each. A value that is there and unknown is a blank; what the finding has not at all, as a stage that deploys automatically has no
/// deployment to make, has no command either.
/// </remarks>
internal sealed partial class FixValues
{
    private const string EdgeCertificates = "us-east-1";
    private const string RouteAnswer = "route ";

    private readonly List<ImmutableArray<Row>> _families = [];

    public FixValues(Finding finding)
    {
        var identity = finding.Subject.Identity;
        var own = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["account"] = identity.Account,
            ["arn"] = identity.Arn,
            ["partition"] = identity.Arn.Split(':') is [_, { Length: > 0 } partition, ..] ? partition : "aws",
        };
        if (identity.Region is { } region)
        {
            own["region"] = region;
        }

        if (identity.ApiId is { } api)
        {
            (own["apiId"], own["apiName"]) = (api, identity.ApiName);
        }

        AddSubject(finding, own);
        foreach (var (name, value) in finding.FixValues)
        {
            own[name] = value;
        }

        _families.Insert(0, [own]);
        AddNamed(finding, "setting", setting => ("settingKey", setting), setting => ("settingPath", SettingPath(setting)));
        AddNamed(finding, "variable", variable => ("variable", variable));
        AddNamed(finding, "domain name", domain => ("domain", domain));
        AddNamed(finding, "answer", answer => ("gatewayResponse", After("gateway response ", answer)));
        AddNamed(finding, "holder", holder => ("holderRole", After(":role/", holder)));
        AddNamed(finding, "holder", holder => ("holderUser", After(":user/", holder)));
        AddNamed(finding, "holder", holder => ("holderGroup", After(":group/", holder)));
    }

    /// <summary>
    /// What a deployment would open besides, as what stands beside the command; <see langword="null"/> where what is saved asks for no less
    /// than what is deployed.
    /// </summary>
    public string? DeployWarning { get; private set; }

    /// <summary>Every way to fill in some placeholders together; none where the finding has not what one of them stands for.</summary>
    public IEnumerable<Func<string, string?>> Of(IReadOnlyCollection<string> names)
    {
        IEnumerable<ImmutableArray<Row>> ways = [[]];
        var missing = names.ToHashSet(StringComparer.Ordinal);
        foreach (var family in _families)
        {
            var here = missing.Where(name => family.Any(row => row.ContainsKey(name))).ToList();
            if (here.Count > 0)
            {
                var rows = family.Where(row => here.TrueForAll(row.ContainsKey)).ToList();
                ways = [.. ways.SelectMany(way => rows.Select(row => way.Add(row)))];
                missing.ExceptWith(here);
            }
        }

        return missing.Count > 0 ? [] : ways.Select(way => (Func<string, string?>)(name => ValueIn(way, name)));
    }

    /// <summary>The value of a placeholder where there is exactly one; <see langword="null"/> otherwise.</summary>
    public string? Single(string name) => Of([name]).Take(2).ToList() is [var only] ? only(name) : null;

    // A value that cannot stand in a command is as good as none.
    private static string? ValueIn(ImmutableArray<Row> way, string name) => way.FirstOrDefault(row => row.ContainsKey(name)) is { } row
        ? row[name] is { } value && ShellText.CanStand(value) ? value : FixPlaceholder.Blank(name)
        : null;

    private void Add(IEnumerable<Dictionary<string, string?>> rows) => _families.Add([.. rows]);

    // A name that does not give the first of the values is none of that family.
    private void AddNamed(Finding finding, string kind, params Func<string, (string Name, string? Value)>[] valuesOf)
    {
        var rows = NamesOf(finding, kind)
            .Where(name => valuesOf[0](name).Value is not null)
            .Select(name => valuesOf.Select(each => each(name)).Where(each => each.Value is not null)
                .ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal))
            .ToList();
        if (rows.Count > 0)
        {
            Add(rows);
        }
    }

    private static IEnumerable<string> NamesOf(Finding finding, string kind) =>
        finding.Named.Where(named => named.Kind == kind).SelectMany(named => named.Names).Distinct(StringComparer.Ordinal);

    // What follows a mark, without the path of IAM.
    private static string? After(string mark, string text) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at
        ? text[(at + mark.Length)..].Split('/')[^1]
        : null;

    private void AddSubject(Finding finding, Dictionary<string, string?> own)
    {
        switch (finding.Subject)
        {
            case RouteSubject route:
                AddStages(route.Scope, route.Api, [route.Key], finding.Stages is not []
                    ? finding.Stages
                    : [.. route.Deployed.Select(one => one.Stage.Name).Distinct(StringComparer.Ordinal)]);
                Add([RouteRow(
                    route.Api, route.Key, route.Deployed.FirstOrDefault()?.Route, isOfCanary: finding.FixValues.ContainsKey("canaryRoute"))]);
                break;
            case StageSubject stage:
                AddStages(stage.Scope, stage.Api, Routes(finding), [stage.Stage.Name]);
                AddRoutes(stage.Api, finding);
                break;
            case ApiSubject api:
                AddStages(api.Scope, api.Api, Routes(finding), finding.Stages);
                AddRoutes(api.Api, finding);
                break;
            case AuthorizerSubject authorizer:
                AddStages(authorizer.Scope, authorizer.Api, Routes(finding), finding.Stages is not []
                    ? finding.Stages
                    : [.. authorizer.Stages.Select(stage => stage.Name)]);
                AddRoutes(authorizer.Api, finding);
                AddAuthorizer(authorizer.Api, authorizer.Authorizer, own);
                break;
            case DomainSubject domain:
                AddDomain(domain.Domain, own);
                var (rest, http) = ("aroundRestApi", "aroundHttpApi");
                if ((finding.FixValues.GetValueOrDefault(rest) ?? finding.FixValues.GetValueOrDefault(http)) is { } around
                    && domain.Scope.KnownApis.FirstOrDefault(api => api.Id == around) is { } behind)
                {
                    AddStages(domain.Scope, behind, [], []);
                }

                break;
            case UsagePlanSubject plan:
                own["usagePlanId"] = plan.Plan.Id;
                break;
            case ApiKeySubject key:
                own["apiKeyId"] = key.Key.Id;
                own["apiKeyName"] = key.Key.Name;
                Add(key.Scope.UsagePlans.ValueOr([])
                    .Where(plan => plan.ApiKeyIds.ValueOr([]).Contains(key.Key.Id, StringComparer.Ordinal))
                    .Select(plan => new Dictionary<string, string?>(StringComparer.Ordinal) { ["usagePlanId"] = plan.Id }));
                break;
            case VpcLinkSubject link:
                own[link.Link.IsV2 ? "httpVpcLinkId" : "restVpcLinkId"] = link.Link.Id;
                break;
            case PortalSubject portal:
                own["portalId"] = portal.Portal.Id;
                break;
            case FunctionSubject function:
                own["functionArn"] = function.Function.Arn;
                var isWhole = function.Function.Qualifier is null;
                own[isWhole ? "unqualified" : "qualifier"] = function.Function.Qualifier ?? function.Function.Arn;
                AddCalls(function.Scope, function.Function);
                break;
            case IdentityPolicySubject policy:
                AddPolicy(policy.Policy, own);
                break;
            default:
                break;
        }
    }

    private static void AddAuthorizer(Api api, Authorizer authorizer, Dictionary<string, string?> own)
    {
        // An export calls authorizers by their names.
        own["authorizerId"] = !api.Authorizers.IsKnown || api.Authorizers.Value.Any(other => other.Id == authorizer.Id)
            ? authorizer.Id
            : api.Authorizers.Value.FirstOrDefault(other => other.Name == authorizer.Name)?.Id;
        own["identitySourcesAndRouteJson"] = Json([.. authorizer.IdentitySources, "$context.routeKey"]);
        if (authorizer.JwtIssuer is { } issuer)
        {
            own["issuer"] = issuer;
            own["issuerWithTls"] = PlainHttp().Replace(issuer, "https://");
            own["audienceJson"] = Json(authorizer.JwtAudience is [] ? [FixPlaceholder.Blank("audience")] : authorizer.JwtAudience);
        }
    }

    private static void AddDomain(Domain domain, Dictionary<string, string?> own)
    {
        var endpoint = domain.EndpointType.IsKnown ? domain.EndpointType.Value : (EndpointType?)null;
        own["domain"] = domain.Name;
        own["certificateArn"] = domain.CertificateArn;
        own["certificatePath"] = endpoint is EndpointType.Edge or EndpointType.Private ? "/certificateArn" : "/regionalCertificateArn";
        own["certificateRegion"] = domain.CertificateArn?.Split(':') is [_, _, _, { Length: > 0 } region, ..] ? region
            : endpoint is EndpointType.Edge ? EdgeCertificates
            : own.GetValueOrDefault("region");
        if (domain.MutualTls is { } mutual)
        {
            var truststore = mutual.TruststoreUri is { } uri && Truststore().Match(uri) is { Success: true } match ? match : null;
            own["truststoreUri"] = mutual.TruststoreUri;
            (own["truststoreBucket"], own["truststoreKey"]) = (truststore?.Groups[1].Value, truststore?.Groups[2].Value);
        }

        // The name of a private domain name is not unique.
        if (endpoint is EndpointType.Private)
        {
            own["domainNameId"] = domain.DomainNameId;
        }
        else
        {
            own["publicDomain"] = domain.Name;
        }
    }

    private static void AddPolicy(IdentityPolicy policy, Dictionary<string, string?> own)
    {
        if (policy.Kind is IdentityPolicyKind.CustomerManaged)
        {
            own["policyArn"] = policy.Arn;
        }
        else if (policy.Kind is IdentityPolicyKind.Inline && InlinePolicy().Match(policy.Arn) is { Success: true } inline)
        {
            own["inlinePolicy"] = policy.Name;
            own[$"{inline.Groups[1].Value}Name"] = inline.Groups[2].Value;
        }
        else if (policy.Kind is IdentityPolicyKind.AwsManaged)
        {
            own["awsPolicyArn"] = policy.Arn;
        }
    }

    private static ImmutableArray<string> Routes(Finding finding) => [.. NamesOf(finding, "route")];

    private void AddStages(Scope scope, Api api, ImmutableArray<string> routes, ImmutableArray<string> concerned)
    {
        var stages = api.Stages.ValueOr([]);
        var names = concerned is not [] ? concerned : [.. stages.Select(stage => stage.Name)];
        if (!api.Stages.IsKnown && names is [])
        {
            // There may be some; AWS said nothing of them.
            Add([new(StringComparer.Ordinal) { ["stage"] = null, ["stageArn"] = null }]);
            Add([new(StringComparer.Ordinal) { ["deployStage"] = null }]);
            return;
        }

        DeployWarning = WarningOf(api, [.. stages.Where(stage => names.Contains(stage.Name))]);
        var known = names.Select(name => (Name: name, Stage: stages.FirstOrDefault(stage => stage.Name == name))).ToList();
        Add(known.Select(each => StageRow(scope, api, each.Name, each.Stage)));
        Add(known.Where(each => api.IsRest || each.Stage is not { AutoDeploy: true }).Select(each => Row("deployStage", each.Name)));
        Add(names is [var only] ? [Row("onlyStage", only)] : []);
        Add(names.Length > 1 ? names.Select(name => Row("oneOfStages", name)) : []);
        Add(known.SelectMany(each => SettingsOf(each.Stage, routes)
            .Select(path => new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["settingsStage"] = each.Name,
                ["settingsPath"] = path,
            })));
        Add(known.SelectMany(each => (each.Stage?.Settings ?? [])
            .Where(settings => settings.DataTraceEnabled)
            .Select(settings => new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["tracedStage"] = each.Name,
                ["tracedPath"] = SettingPath(settings.Key),
            })));
        Add(known.Select(each => LimitOf(each.Name, each.Stage)).OfType<Dictionary<string, string?>>());
    }

    // A deployment puts live all that is saved (Deploy REST APIs in API Gateway).
    private static string? WarningOf(Api api, ImmutableArray<Stage> stages)
    {
        var byStage = SavedRoutes.Of(api).OpenedByDeployment;
        var opened = stages.SelectMany(stage => byStage[stage.Name]).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return opened is []
            ? null
            : $"puts live all that is saved, also {RoutesNamed(opened)}, which asks nobody who calls: put that right first";
    }

    private static string RoutesNamed(ImmutableArray<string> keys) => keys is [var only]
        ? $"route {Quote.Of(only)}"
        : string.Create(CultureInfo.InvariantCulture, $"route {Quote.Of(keys[0])} and {keys.Length - 1} more");

    private static Dictionary<string, string?> Row(string name, string? value) => new(StringComparer.Ordinal) { [name] = value };

    // A method that has settings of its own has all of them; for others those of the stage hold.
    private static IEnumerable<string?> SettingsOf(Stage? stage, ImmutableArray<string> routes) => routes
        .Select(route => stage?.SettingsOf(route) is null ? RouteSettings.DefaultKey : route)
        .DefaultIfEmpty(RouteSettings.DefaultKey)
        .Distinct(StringComparer.Ordinal)
        .Select(SettingPath);

    private static Dictionary<string, string?>? LimitOf(string name, Stage? stage) =>
        stage?.DefaultSettings is { } settings && (settings.ThrottlingRate ?? settings.ThrottlingBurst) is { } limit
            ? new(StringComparer.Ordinal)
            {
                ["limitedStage"] = name,
                ["stageRate"] = Number(settings.ThrottlingRate ?? limit),
                ["stageBurst"] = Number(Math.Ceiling(settings.ThrottlingBurst ?? limit)),
            }
            : null;

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> StageRow(Scope scope, Api api, string name, Stage? stage)
    {
        var row = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["stage"] = name,
            ["stageArn"] = Arn.OfStage(scope, api, new() { Name = name }),
            ["deploymentId"] = stage?.DeploymentId,
        };
        if (stage?.AccessLog is { } log)
        {
            row["logDestination"] = log.DestinationArn;
            row["fullLogFormat"] = AccessLogFormat.Completed(log.Format ?? "");
            if (log.DestinationArn is { } destination && LogGroupName().Match(destination) is { Success: true } group)
            {
                row["logGroup"] = group.Groups[1].Value;
                if (scope.LogGroups.Any(known => TrimmedEnd(known.Arn) == TrimmedEnd(destination)
                    && known.Settings is { IsKnown: true, Value: null }))
                {
                    row["missingLogGroup"] = group.Groups[1].Value;
                }
            }
        }

        if (stage?.WebAclArn is { } acl)
        {
            row["webAclArn"] = acl;
            if (WebAcl().Match(acl) is { Success: true } match)
            {
                (row["webAclName"], row["webAclId"]) = (match.Groups[1].Value, match.Groups[2].Value);
                // Rule groups that only count can be made to block by a command. What a rule of one's own that counts is for, a label or
                // a measure, only its author knows; and what matches nothing, or a limit that is too high, no command mends.
                if (scope.WebAcls.FirstOrDefault(known => known.Arn == acl) is { Definition: { IsKnown: true, Value: var definition } }
                    && definition.Rules.Any(IsGroupThatCounts))
                {
                    row["countingWebAclName"] = match.Groups[1].Value;
                }
            }
            else
            {
                row["classicWebAclId"] = acl[(acl.LastIndexOf('/') + 1)..];
            }
        }

        return row;
    }

    private static bool IsGroupThatCounts(WafRule rule) => (rule.ManagedGroup is not null || rule.OwnGroup is not null)
        && (rule.Action is WafAction.Count
            || (rule.GroupRules.ValueOr(null) is { } rules && rules.Any(each => each.Action is WafAction.Count)));

    private static string TrimmedEnd(string arn) => arn.EndsWith(":*", StringComparison.Ordinal) ? arn[..^2] : arn;

    /// <summary>What calls a function: it has to be let in when its policy is narrowed.</summary>
    private void AddCalls(Scope scope, Function function)
    {
        var calls = FunctionSources.Of(scope, function)
            .Select((call, index) => new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["callStatement"] = string.Create(CultureInfo.InvariantCulture, $"api-{call.Api.Id}-{index + 1}"),
                ["callSource"] = call.Source,
            })
            .ToList();
        Add(calls.Count > 0 ? calls : [new(StringComparer.Ordinal) { ["callStatement"] = "api-gateway-route", ["callSource"] = null }]);
    }

    private void AddRoutes(Api api, Finding finding)
    {
        // An answer of a REST API to a browser is that of a route or of API Gateway itself.
        var keys = Routes(finding).Concat(NamesOf(finding, "answer")
            .Where(answer => answer.StartsWith(RouteAnswer, StringComparison.Ordinal))
            .Select(answer => answer[RouteAnswer.Length..]));
        Add(keys.Select(key => RouteRow(api, key, deployed: null, isOfCanary: false)));
    }

    private static Dictionary<string, string?> RouteRow(Api api, string key, Route? deployed, bool isOfCanary)
    {
        // The ids are those of what can be changed; what is deployed has none.
        var configured = api.Routes.ValueOr([]).FirstOrDefault(route => route.Key == key);
        var integration = (configured?.Integration ?? default).ValueOr(null) ?? (deployed?.Integration ?? default).ValueOr(null);
        var route = new Route { Key = key };
        var row = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["route"] = key,
            [api.IsRest ? "resourceId" : "routeId"] = configured?.Id,
        };
        if (!api.IsRest)
        {
            row["integrationId"] = configured?.IntegrationId;
            // A route of this verb takes preflights before one for any verb that asks who calls, which no browser could answer (Configure
            // CORS for HTTP APIs).
            row[IsShield(api, route) ? "shieldRouteId" : "needlessRouteId"] = configured?.Id;
            AddAskingRoute(api, configured, row);
        }

        if (!isOfCanary)
        {
            AddGuard(api, key, configured, row);
        }


        if (route is { Method: { } method, Path: { } path })
        {
            (row["method"], row["path"], row["methodPath"]) = (method, path, SettingPath(key));
            row["pathVerbs"] = string.Join(',', api.Routes.ValueOr([])
                .Where(other => other.Path == path)
                .Select(other => other.Method is "ANY" ? "*" : other.Method)
                .Append("OPTIONS")
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal));
        }

        if (integration?.Uri is { } uri)
        {
            // Another port than HTTP's own is hardly the one that speaks TLS, the website endpoints of S3 never do (Website endpoints), and
            // what a stage variable holds is not mended here.
            row["backendWithTls"] = Port().IsMatch(uri) || WebsiteEndpoint().IsMatch(uri) || uri.StartsWith("${", StringComparison.Ordinal)
                ? null
                : PlainHttp().Replace(uri, "https://");
        }

        if (integration?.CredentialsArn is { } role && RoleName().Match(role) is { Success: true } name)
        {
            row["integrationRole"] = name.Groups[1].Value;
        }

        return row;
    }

    /// <summary>
    /// What the route is to ask for: what the other routes of the API do, whose callers have what that takes; a signature where none asks
    /// for anything. Where what is saved asks already, or has the route no more, it only has to be deployed.
    /// </summary>
    private static void AddGuard(Api api, string key, Route? configured, Dictionary<string, string?> row)
    {
        var isSaved = api is { IsRest: true, Routes.IsKnown: true, WorkingCopyLeftOut: false };
        if (isSaved && (configured is null || configured.Authorization is { IsKnown: true, Value: not AuthorizationKind.None }))
        {
            row["savedRoute"] = key;
            return;
        }

        if (SavedRoutes.Of(api).Guard is { } guard)
        {
            (row["guardKind"], row["guardAuthorizerId"]) = (AuthorizationText(guard.Kind), guard.AuthorizerId);
        }
        else
        {
            row["signedRoute"] = api.Kind is ApiKind.WebSocket ? "$connect" : key;
        }
    }

    private static string AuthorizationText(AuthorizationKind kind) => kind switch
    {
        AuthorizationKind.CognitoUserPools => "COGNITO_USER_POOLS",
        AuthorizationKind.Jwt => "JWT",
        AuthorizationKind.AwsIam => "AWS_IAM",
        AuthorizationKind.Custom => "CUSTOM",
        _ => "NONE",
    };

    private static bool IsShield(Api api, Route route) => route.Method is "OPTIONS"
        && api.Routes.ValueOr([]).Any(other => (other.Key is "$default" || other.Method is "ANY")
            && other.Authorization is not { IsKnown: true, Value: AuthorizationKind.None });

    // Of a WebSocket API only '$connect' can ask who calls (Control and manage access to WebSocket APIs).
    private static void AddAskingRoute(Api api, Route? configured, Dictionary<string, string?> row)
    {
        var connect = api.Routes.ValueOr([]).FirstOrDefault(route => route.Key is "$connect");
        if (api.Kind is ApiKind.WebSocket && connect is null && api.Routes.IsKnown)
        {
            row["apiWithoutConnect"] = api.Id;
        }
        else
        {
            row["askingRouteId"] = (api.Kind is ApiKind.WebSocket ? connect : configured)?.Id;
            row["askingRoute"] = api.Kind is ApiKind.WebSocket ? "$connect" : row["route"];
        }
    }

    /// <summary>Where a stage of a REST API keeps the settings of a method: <c>/~1orders~1{id}/GET</c>, <c>/*/*</c> for all.</summary>
    private static string? SettingPath(string key) => key == RouteSettings.DefaultKey ? "/*/*"
        : new Route { Key = key } is { Method: { } method, Path: { } path }
            ? $"/{Escaped(path)}/{(method is "ANY" ? "*" : method)}"
            : null;

    // As JSON pointers are written.
    private static string Escaped(string path) =>
        path.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Json(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(JsonText))}]";

    private static string JsonText(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^http://[^/]*[.]s3-website[.-]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WebsiteEndpoint();

    [GeneratedRegex("^http://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PlainHttp();

    [GeneratedRegex("^[a-z]+://[^/]*:[0-9]+(/|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Port();

    [GeneratedRegex("^s3://([^/]+)/(.+)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Truststore();

    [GeneratedRegex(@"^arn:[^:]+:wafv2:[^:]*:[^:]*:regional/webacl/([^/]+)/([^/]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WebAcl();

    [GeneratedRegex(@"^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)(:\*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LogGroupName();

    [GeneratedRegex(@"^arn:[^:]+:iam::[0-9]{12}:role/(?:.*/)?([^/]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleName();

    [GeneratedRegex(@":(role|user|group)/(?:.*/)?([^/]+)/policy/[^/]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex InlinePolicy();
}
