using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A certificate of ACM.</summary>
public sealed record FakeCertificate(string DomainName)
{
    public string Id { get; init; } = FakeId.Uuid("certificate", DomainName);

    public string Status { get; init; } = "ISSUED";

    public string Type { get; init; } = "AMAZON_ISSUED";

    /// <summary>The model says RSA_2048, the AWS CLI's example of the operation RSA-2048: a reader has to take both.</summary>
    public string KeyAlgorithm { get; init; } = "RSA-2048";

    public DateTimeOffset NotAfter { get; init; } = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public string RenewalEligibility { get; init; } = "ELIGIBLE";

    public string? RenewalStatus { get; init; }

    public ImmutableArray<string> InUseBy { get; init; } = [];

    public string Arn(string region, string account, string partition = "aws") =>
        $"arn:{partition}:acm:{region}:{account}:certificate/{Id}";
}
