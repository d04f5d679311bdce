using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>One account in one Region.</summary>
public sealed record Scope
{
    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>: from the Region, never assumed.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    /// <summary><c>eu-west-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// Who closed the Region to whoever reads, on purpose, as a sentence: then nothing is known of it, and nobody misses it.
    /// <see langword="null"/> elsewhere.
    /// </summary>
    public string? ClosedBy { get; init; }

    /// <summary>API Gateway's settings of the account in this Region.</summary>
    public Fact<AccountSettings> Settings { get; init; }

    /// <summary>The REST APIs.</summary>
    public Fact<ImmutableArray<Api>> RestApis { get; init; }

    /// <summary>The HTTP and WebSocket APIs.</summary>
    public Fact<ImmutableArray<Api>> HttpAndWebSocketApis { get; init; }

    /// <summary>Why there may be REST APIs besides those in <see cref="RestApis"/>: a later page failed.</summary>
    public Unknown? MoreRestApis { get; init; }

    /// <summary>Why there may be APIs besides those in <see cref="HttpAndWebSocketApis"/>: a later page failed.</summary>
    public Unknown? MoreHttpAndWebSocketApis { get; init; }

    /// <summary>The custom domain names.</summary>
    public Fact<ImmutableArray<Domain>> Domains { get; init; }

    public Fact<ImmutableArray<UsagePlan>> UsagePlans { get; init; }

    /// <summary>The API keys, without their values.</summary>
    public Fact<ImmutableArray<ApiKey>> ApiKeys { get; init; }

    /// <summary>The VPC links for REST APIs and those for HTTP APIs.</summary>
    public Fact<ImmutableArray<VpcLink>> VpcLinks { get; init; }

    /// <summary>The certificates that stages show to backends.</summary>
    public Fact<ImmutableArray<ClientCertificate>> ClientCertificates { get; init; }

    /// <summary>The certificates that custom domain names show to callers; others do not matter here.</summary>
    public ImmutableArray<Certificate> Certificates { get; init; } = [];

    /// <summary>The VPC endpoints that may use private custom domain names; not asked for where there is no such name.</summary>
    public Fact<ImmutableArray<DomainAccessAssociation>> DomainAccessAssociations { get; init; }

    /// <summary>The developer portals.</summary>
    public Fact<ImmutableArray<Portal>> Portals { get; init; }

    /// <summary>The CloudWatch alarms on metrics of API Gateway.</summary>
    public Fact<ImmutableArray<Alarm>> Alarms { get; init; }

    /// <summary>The log groups that stages write access logs to.</summary>
    public ImmutableArray<LogGroup> LogGroups { get; init; } = [];

    /// <summary>The Cognito user pools that authorizers trust.</summary>
    public ImmutableArray<UserPool> UserPools { get; init; } = [];

    /// <summary>The hosts on the internet that integrations send requests to.</summary>
    public ImmutableArray<BackendHost> BackendHosts { get; init; } = [];

    /// <summary>The web ACLs that stages name; others do not matter here.</summary>
    public ImmutableArray<WebAcl> WebAcls { get; init; } = [];

    /// <summary>The Lambda functions behind integrations and authorizers.</summary>
    public ImmutableArray<Function> Functions { get; init; } = [];

    /// <summary>AWS Config in this Region.</summary>
    public Fact<ConfigRecording> ConfigRecording { get; init; }

    /// <summary>What AWS Config recorded of things that something was wrong with when they were read.</summary>
    public ImmutableArray<ConfigHistory> ConfigHistories { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>How many calls each operation took, <c>apigateway:GetStages</c> to count.</summary>
    public ImmutableSortedDictionary<string, int> Calls { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>How the calls went, by operation.</summary>
    public ImmutableArray<OperationReading> Reading { get; init; } = [];

    /// <summary>The APIs whose working copies an earlier scan read, the oldest reading first.</summary>
    [JsonIgnore]
    public IEnumerable<Api> ReadEarlier => KnownApis.Where(api => api.WorkingCopyReadAt is not null).OrderBy(api => api.WorkingCopyReadAt);

    /// <summary>Every API that was read. A list that is unknown contributes nothing: ask it for the reason.</summary>
    [JsonIgnore]
    public IEnumerable<Api> KnownApis => [.. RestApis.ValueOr([]), .. HttpAndWebSocketApis.ValueOr([])];
}
