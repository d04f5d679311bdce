using System.Text.RegularExpressions;

namespace Auditor.Demo.Serving;

/// <summary>What an account has in a Region, APIs and web ACLs aside.</summary>
internal static partial class ServedRegion
{
    public static FakeRegion Of(Scope scope, DateTimeOffset now)
    {
        var recording = scope.ConfigRecording.Value;
        var portals = scope.Portals.ValueOr([]);
        return new(scope.Region)
        {
            Settings = Settings(scope.Settings.Value),
            RestApis = [.. scope.RestApis.Value.Select(ServedRestApi.Of)],
            Apis = [.. scope.HttpAndWebSocketApis.Value.Select(ServedHttpApi.Of)],
            Domains = [.. scope.Domains.Value.Select(Domain)],
            UsagePlans = [.. scope.UsagePlans.ValueOr([]).Select(UsagePlan)],
            ApiKeys = [.. scope.ApiKeys.ValueOr([]).Select(ApiKey)],
            VpcLinks = [.. scope.VpcLinks.Value.Select(VpcLink)],
            ClientCertificates = [.. scope.ClientCertificates.Value.Select(ClientCertificate)],
            Certificates = [.. scope.Certificates.Select(certificate => Certificate(certificate, scope.Domains.Value))],
            WebAcls = [.. scope.WebAcls.Select(ServedWebAcl.Of)],
            ManagedRuleGroups = ServedWebAcl.ManagedGroups(scope.WebAcls),
            Portals = [.. portals.Select(portal => Portal(scope, portal))],
            PortalProducts =
            [
                .. portals.Select(portal => new FakePortalProduct(portal.Id)
                {
                    Endpoints = [.. portal.TryItEndpoints.Value.Select(EndpointPage)],
                }),
            ],
            AccessAssociations =
            [
                .. scope.DomainAccessAssociations.ValueOr([]).Select(association =>
                    new FakeAccessAssociation(association.DomainNameArn.Split('/')[^1].Split('+')[0], association.Source)),
            ],
            Metrics = [.. scope.KnownApis.SelectMany(api => ServedMetrics.Of(api, now))],
            Alarms = [.. scope.Alarms.Value.Select(Alarm)],
            LogGroups = [.. scope.LogGroups.Select(LogGroup).OfType<FakeLogGroup>()],
            UserPools = [.. scope.UserPools.Select(UserPool).OfType<FakeUserPool>()],
            Functions = [.. scope.Functions.Where(function => function.Exists.Value).Select(Function)],
            ConfigurationRecorders = [.. recording.Recorders.Select(Recorder)],
            DeliveryChannels = recording.HasDeliveryChannel ? [new FakeDeliveryChannel()] : [],
            ConfigRules = [.. recording.Rules.Value.Select(ConfigRule)],
        };
    }

    private static FakeAccountSettings Settings(AccountSettings settings) => new()
    {
        CloudwatchRoleArn = settings.CloudWatchRoleArn,
        RateLimit = settings.ThrottleRate ?? 0,
        BurstLimit = (int)(settings.ThrottleBurst ?? 0),
    };

    private static FakeDomain Domain(Domain domain) => new(domain.Name)
    {
        DomainNameId = domain.DomainNameId,
        EndpointType = Words.Upper(domain.EndpointType.Value),
        IpAddressType = domain.IpAddressType ?? "ipv4",
        SecurityPolicy = domain.SecurityPolicy ?? "",
        EndpointAccessMode = domain.EndpointAccessMode,
        Status = domain.Status ?? "AVAILABLE",
        CertificateArn = domain.CertificateArn,
        RoutingMode = domain.RoutingMode,
        TruststoreUri = domain.MutualTls?.TruststoreUri,
        TruststoreVersion = domain.MutualTls?.TruststoreVersion,
        TruststoreWarnings = domain.MutualTls?.TruststoreWarnings ?? [],
        Policy = domain.Policy,
        Tags = domain.Tags.ToImmutableDictionary(StringComparer.Ordinal),
        Mappings = [.. domain.Mappings.Value.Select(mapping => new FakeMapping(mapping.ApiId, mapping.Stage ?? "", mapping.Key))],
    };

    private static FakeUsagePlan UsagePlan(UsagePlan plan) => new(plan.Name)
    {
        Id = plan.Id,
        Description = plan.Description,
        Throttle = plan.Throttle is { } throttle ? Throttle(throttle) : null,
        Quota = plan.Quota is { } quota ? new((int)quota.Limit, quota.Period ?? "DAY") : null,
        ApiStages =
        [
            .. plan.Stages.Select(stage => new FakeUsagePlanStage(stage.ApiId, stage.Stage)
            {
                Throttle = stage.MethodThrottles
                    .ToImmutableDictionary(method => method.Key, method => Throttle(method.Value), StringComparer.Ordinal),
            }),
        ],
        KeyIds = plan.ApiKeyIds.Value,
        Tags = plan.Tags.ToImmutableDictionary(StringComparer.Ordinal),
    };

    private static FakeThrottleSettings Throttle(Throttle throttle) => new((int)(throttle.Burst ?? 0), throttle.Rate ?? 0);

    private static FakeApiKey ApiKey(ApiKey key) => new(key.Name)
    {
        Id = key.Id,
        Enabled = key.Enabled,
        Description = key.Description,
        CreatedDate = key.CreatedAt ?? default,
        LastUpdatedDate = key.LastUpdatedAt ?? default,
        Tags = key.Tags.ToImmutableDictionary(StringComparer.Ordinal),
    };

    private static FakeVpcLink VpcLink(VpcLink link) => new(link.Name)
    {
        Id = link.Id,
        IsV2 = link.IsV2,
        Description = link.Description,
        Status = link.Status ?? "",
        StatusMessage = link.StatusMessage,
        TargetArns = link.TargetArns,
        Tags = link.Tags.ToImmutableDictionary(StringComparer.Ordinal),
    };

    private static FakeClientCertificate ClientCertificate(ClientCertificate certificate) => new(certificate.Id)
    {
        Description = certificate.Description,
        CreatedDate = certificate.CreatedAt ?? default,
        ExpirationDate = certificate.ExpiresAt ?? default,
        Tags = certificate.Tags.ToImmutableDictionary(StringComparer.Ordinal),
    };

    private static FakeCertificate Certificate(Certificate certificate, ImmutableArray<Domain> domains)
    {
        var details = certificate.Details.Value;
        return new(domains.FirstOrDefault(domain => domain.CertificateArn == certificate.Arn)?.Name ?? "acme-shop.example")
        {
            Id = certificate.Arn.Split('/')[^1],
            Status = details?.Status ?? "",
            Type = details?.Type ?? "",
            NotAfter = details?.ExpiresAt ?? default,
            RenewalEligibility = details?.RenewalEligibility ?? "",
            RenewalStatus = details?.RenewalStatus,
            KeyAlgorithm = details?.KeyAlgorithm ?? "",
        };
    }

    private static FakePortal Portal(Scope scope, Portal portal) => new(portal.Id)
    {
        DisplayName = portal.Name,
        PublishStatus = portal.PublishStatus ?? "",
        UserPoolArn = portal.IsOpenToTheWorld.Value
            ? null
            : $"arn:aws:cognito-idp:{scope.Region}:{scope.Account}:userpool/{scope.Region}_Portal",
        IncludedPortalProductArns = [new FakePortalProduct(portal.Id).Arn(scope.Region, scope.Account)],
    };

    // GET /products of API 'c7m2tz81pf', stage 'prod'
    private static FakeEndpointPage EndpointPage(string endpoint) => Endpoint().Match(endpoint).Groups is var parts
        ? new(parts["method"].Value, parts["path"].Value, parts["api"].Value, parts["stage"].Value)
        : throw new FormatException(endpoint);

    private static FakeAlarm Alarm(Alarm alarm) => new(alarm.Name)
    {
        MetricName = alarm.Metrics[0].Name,
        Dimensions = alarm.Metrics[0].Dimensions,
        AlarmActions = alarm.TellsSomebody ? ["arn:aws:sns:eu-west-1:111122223333:on-call"] : [],
    };

    private static FakeLogGroup? LogGroup(LogGroup group) => group.Settings.Value is { } settings
        ? new(group.Arn.Split(":log-group:")[1]) { RetentionInDays = settings.RetentionDays, KmsKeyId = settings.KmsKeyId }
        : null;

    private static FakeUserPool? UserPool(UserPool pool) => pool.Settings.Value is { } settings
        ? new(pool.Arn.Split('/')[^1])
        {
            Name = settings.Name ?? "",
            AllowAdminCreateUserOnly = !settings.AllowsSelfSignUp,
            MfaConfiguration = settings.MfaConfiguration ?? "OFF",
        }
        : null;

    private static FakeFunction Function(Function function) => new(function.Arn.Split(':')[6])
    {
        Policy = function.Policy.Value,
        Urls = [.. function.Urls.Value.Select(url => new FakeFunctionUrl(url.AuthType) { Alias = url.Qualifier })],
    };

    private static FakeConfigurationRecorder Recorder(ConfigRecorder recorder) => new(recorder.Name)
    {
        Recording = recorder.Recording,
        LastStatus = recorder.LastStatus ?? "",
        AllSupported = recorder.AllSupported,
        UseOnly = recorder.Strategy,
        ResourceTypes = recorder.ResourceTypes,
        ExclusionByResourceTypes = recorder.ExcludedResourceTypes,
        ServicePrincipal = recorder.ServicePrincipal,
    };

    private static FakeConfigRule ConfigRule(ConfigRule rule) => new(rule.Name)
    {
        SourceIdentifier = rule.SourceIdentifier ?? "",
        ResourceTypes = rule.ResourceTypes,
        State = rule.IsActive ? "ACTIVE" : "DELETING",
    };

    [GeneratedRegex("^(?<method>[A-Z]+) (?<path>.*) of API '(?<api>.*)', stage '(?<stage>.*)'$", RegexOptions.ExplicitCapture)]
    private static partial Regex Endpoint();
}
