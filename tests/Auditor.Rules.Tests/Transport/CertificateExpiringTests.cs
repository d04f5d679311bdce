using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class CertificateExpiringTests : RuleTests<CertificateExpiring>
{
    private const string Arn = $"arn:aws:acm:{Example.Region}:{Example.Account}:certificate/11111111-2222-3333-4444-555555555555";

    private static readonly CertificateDetails Soon = new()
    {
        Status = "ISSUED",
        Type = "AMAZON_ISSUED",
        ExpiresAt = Example.Now.AddDays(20),
        RenewalEligibility = "ELIGIBLE",
    };

    private static readonly Estate Expiring = With(Soon);

    public static TheoryData<string, CertificateDetails> Clean => new()
    {
        { "more than a month is left", Soon with { ExpiresAt = Example.Now.AddDays(31) } },
        { "a renewal has begun in time", Soon with { ExpiresAt = Example.Now.AddDays(50), RenewalStatus = "PENDING_AUTO_RENEWAL" } },
        {
            "who imports a certificate renews it",
            Soon with { ExpiresAt = Example.Now.AddDays(200), Type = "IMPORTED", RenewalEligibility = "INELIGIBLE" }
        },
    };

    public static TheoryData<string, CertificateDetails, string, Severity> Flagged => new()
    {
        { "20 days", Soon, "expires within 30 days", Severity.Medium },
        { "30 days", Soon with { ExpiresAt = Example.Now.AddDays(30) }, "expires within 30 days", Severity.Medium },
        { "7 days", Soon with { ExpiresAt = Example.Now.AddDays(7) }, "expires within 7 days", Severity.High },
        { "expired", Soon with { ExpiresAt = Example.Now }, "has expired", Severity.High },
        { "expired, as ACM says", Soon with { Status = "EXPIRED", ExpiresAt = null }, "has expired", Severity.High },
        { "revoked", Soon with { Status = "REVOKED", ExpiresAt = Example.Now.AddDays(200) }, "was revoked", Severity.High },
        { "imported", Soon with { Type = "IMPORTED", RenewalEligibility = "INELIGIBLE" }, "expires within 30 days", Severity.Medium },
        {
            "renewal failed", Soon with { ExpiresAt = Example.Now.AddDays(50), RenewalStatus = "FAILED" },
            "could not be renewed by AWS Certificate Manager", Severity.Medium
        },
        // RenewalSummary: somebody has to act; with validation by email that is so each time.
        {
            "renewal waits for a name", Soon with { ExpiresAt = Example.Now.AddDays(50), RenewalStatus = "PENDING_VALIDATION" },
            "is not renewed before somebody shows AWS Certificate Manager again whose the name is", Severity.Medium
        },
        {
            "not renewable", Soon with { ExpiresAt = Example.Now.AddDays(200), RenewalEligibility = "INELIGIBLE" }, "will not be renewed",
            Severity.Medium
        },
    };

    [Theory]
    [MemberData(nameof(Flagged))]
    public void Flags_a_certificate(string which, CertificateDetails details, string wrong, Severity severity)
    {
        var finding = Check(With(details)).ShouldFlag("The certificate of domain name 'api.example.com'", wrong);

        finding.Severity.ShouldBe(severity, which);
        // Fingerprints hang on no date, and neither do messages.
        finding.Message.ShouldNotContain("2026");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, CertificateDetails details) => Check(With(details)).ShouldBeClean(change);

    [Fact]
    public void The_certificate_of_another_name_is_not_its() =>
        Check(Expiring.WithDomain(domain => domain with { CertificateArn = Arn.Replace("1111", "9999", StringComparison.Ordinal) }))
            .ShouldLackWhatItReads();

    // Edge-optimized names may show a certificate that was uploaded to IAM, of which ACM knows nothing.
    [Fact]
    public void A_certificate_of_IAM_is_told_as_such() =>
        Check(Expiring.WithDomain(domain => domain with { CertificateArn = "arn:aws:iam::111122223333:server-certificate/cloudfront/api" }))
            .ShouldBeInconclusive(
                "Domain name 'api.example.com' shows certificate 'arn:aws:iam::111122223333:server-certificate/cloudfront/api', which is "
                    + "kept in IAM and not in AWS Certificate Manager: when it expires was not asked.");

    [Fact]
    public void Callers_in_a_VPC_are_turned_away_too() =>
        Check(With(Soon with { ExpiresAt = Example.Now }).WithDomain(domain => domain with { EndpointType = EndpointType.Private }))
            .ShouldFlag("has expired").Severity.ShouldBe(Severity.High);

    [Fact]
    public void Says_so_when_the_certificate_could_not_be_read() =>
        Check(With(Example.Denied)).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_ACM_does_not_know_it() =>
        Check(With((CertificateDetails?)null)).ShouldBeInconclusive($"AWS Certificate Manager knows no certificate '{Arn}'.");

    [Fact]
    public void Says_so_when_ACM_names_no_date() =>
        Check(With(Soon with { ExpiresAt = null }))
            .ShouldBeInconclusive("AWS Certificate Manager's answer does not say when this certificate expires.");

    [Fact]
    public void Says_so_when_the_domain_name_names_no_certificate() =>
        Check(Expiring.WithDomain(domain => domain with { CertificateArn = null }))
            .ShouldBeInconclusive("API Gateway's answer names no certificate of AWS Certificate Manager for this domain name.");

    [Fact]
    public void Says_so_when_domain_names_could_not_be_read() =>
        Check(Expiring.WithScope(scope => scope with { Domains = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate With(Fact<CertificateDetails?> details) => SmallEstate.Rest()
        .AddDomain(Example.Domain() with { CertificateArn = Arn })
        .WithScope(scope => scope with { Certificates = [new() { Arn = Arn, Details = details }] });
}
