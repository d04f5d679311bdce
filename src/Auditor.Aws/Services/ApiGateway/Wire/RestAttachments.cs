namespace Auditor.Aws.Services.ApiGateway.Wire;

// Answers of API Gateway's first interface about what is attached to APIs. Values of keys and certificates have no member here: they are
// dropped where they are read.

internal sealed record UsagePlanKey
{
    public string? Id { get; init; }
}

internal sealed record ApiKey
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public bool? Enabled { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public DateTimeOffset? LastUpdatedDate { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record RestVpcLink
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string?>? TargetArns { get; init; }

    public string? Status { get; init; }

    public string? StatusMessage { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record ClientCertificate
{
    public string? ClientCertificateId { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record RequestValidator
{
    public string? Id { get; init; }

    public bool? ValidateRequestBody { get; init; }

    public bool? ValidateRequestParameters { get; init; }
}

internal sealed record GatewayResponse
{
    public string? ResponseType { get; init; }

    /// <summary>By <c>gatewayresponse.header.Name</c>.</summary>
    public IReadOnlyDictionary<string, string?>? ResponseParameters { get; init; }

    /// <summary>Bodies by content type.</summary>
    public IReadOnlyDictionary<string, string?>? ResponseTemplates { get; init; }

    /// <summary>Nobody changed this one; what it says may still come from a changed DEFAULT_4XX.</summary>
    public bool? DefaultResponse { get; init; }
}

internal sealed record DomainNameAccessAssociation
{
    public string? DomainNameAccessAssociationArn { get; init; }

    public string? DomainNameArn { get; init; }

    public string? AccessAssociationSource { get; init; }
}
