namespace Auditor.Aws.Services.Acm.Wire;

internal sealed record CertificateAnswer
{
    public Certificate? Certificate { get; init; }
}

internal sealed record Certificate
{
    public string? Status { get; init; }

    public string? Type { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public string? KeyAlgorithm { get; init; }

    public string? RenewalEligibility { get; init; }

    public RenewalSummary? RenewalSummary { get; init; }
}

internal sealed record RenewalSummary
{
    public string? RenewalStatus { get; init; }
}
