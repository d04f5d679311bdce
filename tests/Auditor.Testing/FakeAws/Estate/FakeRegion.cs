using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>What an account has in a Region.</summary>
public sealed record FakeRegion(string Name)
{
    /// <summary>The account's own settings of API Gateway in this Region (GetAccount).</summary>
    public FakeAccountSettings Settings { get; init; } = new();

    public ImmutableArray<FakeRestApi> RestApis { get; init; } = [];

    /// <summary>HTTP and WebSocket APIs.</summary>
    public ImmutableArray<FakeApi> Apis { get; init; } = [];

    public ImmutableArray<FakeDomain> Domains { get; init; } = [];

    public ImmutableArray<FakeUsagePlan> UsagePlans { get; init; } = [];

    public ImmutableArray<FakeApiKey> ApiKeys { get; init; } = [];

    public ImmutableArray<FakeVpcLink> VpcLinks { get; init; } = [];

    public ImmutableArray<FakeClientCertificate> ClientCertificates { get; init; } = [];

    public ImmutableArray<FakeWebAcl> WebAcls { get; init; } = [];

    public ImmutableArray<FakeRuleGroup> RuleGroups { get; init; } = [];

    public ImmutableArray<FakeIpSet> IpSets { get; init; } = [];

    public ImmutableArray<FakeManagedRuleGroup> ManagedRuleGroups { get; init; } = [FakeManagedRuleGroup.CommonRuleSet];

    public ImmutableArray<FakePortal> Portals { get; init; } = [];

    public ImmutableArray<FakePortalProduct> PortalProducts { get; init; } = [];

    public ImmutableArray<FakeAccessAssociation> AccessAssociations { get; init; } = [];

    public ImmutableArray<FakeMetric> Metrics { get; init; } = [];

    public ImmutableArray<FakeAlarm> Alarms { get; init; } = [];

    public ImmutableArray<FakeCompositeAlarm> CompositeAlarms { get; init; } = [];

    public ImmutableArray<FakeConfigurationRecorder> ConfigurationRecorders { get; init; } = [];

    /// <summary>What Config recorded, in any order.</summary>
    public ImmutableArray<FakeConfigurationItem> ConfigurationItems { get; init; } = [];

    public ImmutableArray<FakeDeliveryChannel> DeliveryChannels { get; init; } = [];

    public ImmutableArray<FakeConfigRule> ConfigRules { get; init; } = [];

    public ImmutableArray<FakeCertificate> Certificates { get; init; } = [];

    public ImmutableArray<FakeUserPool> UserPools { get; init; } = [];

    public ImmutableArray<FakeLogGroup> LogGroups { get; init; } = [];

    public ImmutableArray<FakeFunction> Functions { get; init; } = [];
}
