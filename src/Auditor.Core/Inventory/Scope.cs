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

    /// <summary>The web ACLs that stages name; others do not matter here.</summary>
    public ImmutableArray<WebAcl> WebAcls { get; init; } = [];

    /// <summary>The Lambda functions behind integrations and authorizers.</summary>
    public ImmutableArray<Function> Functions { get; init; } = [];

    /// <summary>AWS Config in this Region.</summary>
    public Fact<ConfigRecording> ConfigRecording { get; init; }

    /// <summary>What could not be read.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>How many calls each operation took, <c>apigateway:GetStages</c> to count.</summary>
    public ImmutableSortedDictionary<string, int> Calls { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Every API that was read. A list that is unknown contributes nothing: ask it for the reason.</summary>
    [JsonIgnore]
    public IEnumerable<Api> KnownApis => [.. RestApis.ValueOr([]), .. HttpAndWebSocketApis.ValueOr([])];
}
