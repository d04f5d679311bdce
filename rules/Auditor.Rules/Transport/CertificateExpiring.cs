using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags custom domain names whose certificate runs out, or will because nothing renews it.</summary>
public sealed class CertificateExpiring() : Rule<DomainSubject>(new()
{
    Id = "AGW2009",
    Name = "certificate-expiring",
    Title = "The domain name's certificate runs out",
    Category = Category.Transport,
    Severity = Severity.High,
    Needs = Needs.Domains | Needs.Certificates,
    // Callers in a VPC are turned away by an expired certificate like all others.
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-324", "API8:2023"],
    RecordedAs = ["regionalCertificateArn", "certificateArn"],
})
{
    private const int UrgentDays = 7;
    private const int WarningDays = 30;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        var (scope, domain) = (subject.Scope, subject.Domain);
        if (domain.CertificateArn is not { } arn)
        {
            throw new UnknownFactException(new(
                "API Gateway's answer names no certificate of AWS Certificate Manager for this domain name."));
        }

        // ACM is asked about its own certificates only: edge-optimized names may still show one that was uploaded to IAM.
        if (arn.Split(':') is [_, _, not "acm" and var service, ..])
        {
            throw new UnknownFactException(new(
                $"Domain name {Quote.Of(domain.Name)} shows certificate {Quote.Of(arn)}, which is kept in "
                    + $"{(service is "iam" ? "IAM" : Quote.Of(service))} and not in AWS Certificate Manager: when it expires was not "
                        + $"asked."));
        }

        var read = scope.Certificates.FirstOrDefault(certificate => certificate.Arn == arn)?.Details ?? default;
        var certificate = read.Value
            ?? throw new UnknownFactException(new($"AWS Certificate Manager knows no certificate {Quote.Of(arn)}."));
        if (WhatIsWrong(certificate, context.Now) is not { } wrong)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"The certificate of domain name {Quote.Of(domain.Name)} {wrong.What}, and callers who check certificates "
                + $"{(wrong.Severity is Severity.High ? "are or will soon be" : "will be")} turned away.",
            new("certificate", arn),
            new("expires", certificate.ExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not told"),
            new("status", certificate.Status ?? "not told"),
            new("renewal", $"{certificate.Type ?? "kind not told"}, {certificate.RenewalEligibility ?? "eligibility not told"}, "
                + $"{certificate.RenewalStatus ?? "not begun"}")) with
        {
            Severity = wrong.Severity,
        };
    }

    // No date in the sentence: it stays the same from day to day.
    private static (string What, Severity Severity)? WhatIsWrong(CertificateDetails certificate, DateTimeOffset now)
    {
        if (certificate.Status is "REVOKED")
        {
            return ("was revoked", Severity.High);
        }

        if (certificate.Status is "EXPIRED" || certificate.ExpiresAt <= now)
        {
            return ("has expired", Severity.High);
        }

        if (certificate.ExpiresAt is not { } end)
        {
            throw new UnknownFactException(new("AWS Certificate Manager's answer does not say when this certificate expires."));
        }

        if (end - now <= TimeSpan.FromDays(UrgentDays))
        {
            return (Invariant($"expires within {UrgentDays} days"), Severity.High);
        }

        if (end - now <= TimeSpan.FromDays(WarningDays))
        {
            return (Invariant($"expires within {WarningDays} days"), Severity.Medium);
        }

        return certificate switch
        {
            { RenewalStatus: "PENDING_VALIDATION" } =>
                ("is not renewed before somebody shows AWS Certificate Manager again whose the name is", Severity.Medium),
            { RenewalStatus: "FAILED" } => ("could not be renewed by AWS Certificate Manager", Severity.Medium),
            // Who imports a certificate renews it: that nobody else does is no news before it is time.
            { RenewalEligibility: "INELIGIBLE", Type: not "IMPORTED" } =>
                ("will not be renewed by AWS Certificate Manager", Severity.Medium),
            _ => null,
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
