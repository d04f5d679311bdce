namespace Auditor.Cli.Exposures;

// What auditor exposure --format json writes, member for member; what is null is left out.

internal sealed record ExposureRecord
{
    public required string Account { get; init; }

    public required string Region { get; init; }

    public string? ApiId { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    public string? Route { get; init; }

    public bool? Canary { get; init; }

    public string? Audience { get; init; }

    public string? Reach { get; init; }

    public string? Verdict { get; init; }

    public string? Credential { get; init; }

    public string? Narrowing { get; init; }

    public string? Url { get; init; }

    public string? Because { get; init; }

    public string? Witness { get; init; }

    public RequestRecord? Request { get; init; }

    public bool? Uncertain { get; init; }

    public string? Holds { get; init; }

    public PrincipalsRecord? Principals { get; init; }

    public PrincipalsRecord? Changers { get; init; }

    public IReadOnlyList<WalkStepRecord>? Walk { get; init; }

    public IReadOnlyList<StepRecord>? Path { get; init; }

    public string? Unknown { get; init; }
}

internal sealed record RequestRecord
{
    public string? Verb { get; init; }

    public required string Url { get; init; }

    public required string Path { get; init; }

    public string? FromIp { get; init; }

    public string? VpcEndpoint { get; init; }

    public string? Vpc { get; init; }

    public string? Principal { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required IReadOnlyList<string> Shows { get; init; }
}

internal sealed record PrincipalsRecord
{
    public string? Unknown { get; init; }

    public int? Count { get; init; }

    public int? Possibly { get; init; }

    public IReadOnlyList<string>? Arns { get; init; }

    public IReadOnlyList<string>? PossibleArns { get; init; }

    public IReadOnlyList<RoleRecord>? Roles { get; init; }
}

internal sealed record RoleRecord(string Arn, string? Unknown, IReadOnlyList<RoleTakerRecord>? TakenOnBy);

internal sealed record RoleTakerRecord(string Who, IReadOnlyList<string> DependsOn);

internal sealed record WalkStepRecord(string Step, string LetsThrough, string? Asks, bool Stops);

internal sealed record StepRecord(string What, string Value);
