using System.Collections.Immutable;

namespace Auditor.Core.Frameworks;

/// <summary>The frameworks that rules give evidence for.</summary>
public static class FrameworkCatalogue
{
    /// <summary>All of them.</summary>
    // NOTE: nothing is here that AWS (Security Hub's controls and what they say about NIST and PCI), CIS, OWASP, NIST or the AICPA does not
    // publish itself. Security Hub has no APIGateway.6 and .7; only .9 names a requirement of PCI; CIS mentions API Gateway since version
    // 7.0.
    public static ImmutableArray<Framework> All { get; } =
    [
        new()
        {
            Id = "fsbp",
            Title = "AWS Foundational Security Best Practices (Security Hub)",
            NotDerived = "WAF.12 is not assessed: it is about the rule groups that an account owns, whatever uses them, and whether "
                + "their metrics are on is not read.",
            Controls =
            [
                new("APIGateway.1", "REST and WebSocket stages write execution logs"),
                new("APIGateway.2", "REST stages show backends a client certificate"),
                new("APIGateway.3", "REST stages are traced with X-Ray"),
                new("APIGateway.4", "A web ACL stands in front of REST stages"),
                new("APIGateway.5", "Caches of REST methods are encrypted"),
                new("APIGateway.8", "Routes have an authorization type"),
                new("APIGateway.9", "Stages write access logs"),
                new("APIGateway.10", "Private integrations use TLS"),
                new("APIGateway.11", "Domain names use a recommended security policy"),
                new("WAF.10", "Web ACLs have rules"),
                new("WAF.11", "Web ACLs write logs"),
                new("WAF.12", "Rules of web ACLs have metrics"),
            ],
        },
        new()
        {
            Id = "nist-800-53",
            Title = "NIST SP 800-53 Revision 5",
            Source = SecurityHubCrosswalk.Source,
            Controls =
            [
                Nist("AC-3", "Access Enforcement"),
                Nist("AC-4", "Information Flow Enforcement"),
                Nist("AC-4(21)", "Information Flow Enforcement: Physical or Logical Separation of Information Flows"),
                Nist("AC-4(26)", "Information Flow Enforcement: Audit Filtering Actions"),
                Nist("AC-17(2)", "Remote Access: Protection of Confidentiality and Integrity Using Encryption"),
                Nist("AU-2", "Event Logging"),
                Nist("AU-3", "Content of Audit Records"),
                Nist("AU-6(3)", "Audit Record Review, Analysis, and Reporting: Correlate Audit Record Repositories"),
                Nist("AU-6(4)", "Audit Record Review, Analysis, and Reporting: Central Review and Analysis"),
                Nist("AU-10", "Non-repudiation"),
                Nist("AU-12", "Audit Record Generation"),
                Nist("CA-7", "Continuous Monitoring"),
                Nist("CA-9(1)", "Internal System Connections: Compliance Checks"),
                Nist("CM-2", "Baseline Configuration"),
                Nist("CM-2(2)", "Baseline Configuration: Automation Support for Accuracy and Currency"),
                Nist("CM-3(6)", "Configuration Change Control: Cryptography Management"),
                Nist("IA-5(1)", "Authenticator Management: Password-based Authentication"),
                Nist("SC-7(4)", "Boundary Protection: External Telecommunications Services"),
                Nist("SC-7(9)", "Boundary Protection: Restrict Threatening Outgoing Communications Traffic"),
                Nist("SC-7(10)", "Boundary Protection: Prevent Exfiltration"),
                Nist("SC-8", "Transmission Confidentiality and Integrity"),
                Nist("SC-8(1)", "Transmission Confidentiality and Integrity: Cryptographic Protection"),
                Nist("SC-8(2)", "Transmission Confidentiality and Integrity: Pre- and Post-transmission Handling"),
                Nist("SC-12(3)", "Cryptographic Key Establishment and Management: Asymmetric Keys"),
                Nist("SC-13", "Cryptographic Protection"),
                Nist("SC-23", "Session Authenticity"),
                Nist("SC-23(3)", "Session Authenticity: Unique System-generated Session Identifiers"),
                Nist("SC-28", "Protection of Information at Rest"),
                Nist("SC-28(1)", "Protection of Information at Rest: Cryptographic Protection"),
                Nist("SI-7(6)", "Software, Firmware, and Information Integrity: Cryptographic Protection"),
                Nist("SI-7(8)", "Software, Firmware, and Information Integrity: Auditing Capability for Significant Events"),
            ],
        },
        new()
        {
            Id = "pci-dss-4",
            Title = "PCI DSS v4.0.1",
            Source = SecurityHubCrosswalk.Source,
            Controls = [new("PCI-DSS-4.0.1 10.4.2", "Logs of other system components are reviewed periodically")],
        },
        new()
        {
            Id = "cis-aws",
            Title = "CIS AWS Foundations Benchmark v7.0",
            Controls = [new("CIS-AWS-7.0 4.10", "API Gateway stages with public endpoints write access logs")],
        },
        .. PublishedCrosswalks.All.Select(crosswalk => new Framework
        {
            Id = crosswalk.Framework,
            Title = crosswalk.Title,
            Source = crosswalk.Source,
            NotDerived = $"{crosswalk.NotDerived} {PublishedCrosswalks.Transcribed}",
            Controls = [.. crosswalk.Rows.Select(row => row.Requirement)],
        }),
        new()
        {
            Id = "owasp-api-2023",
            Title = "OWASP API Security Top 10 2023",
            IsOfWeaknesses = true,
            Controls =
            [
                new("API1:2023", "Broken Object Level Authorization"),
                new("API2:2023", "Broken Authentication"),
                new("API3:2023", "Broken Object Property Level Authorization"),
                new("API4:2023", "Unrestricted Resource Consumption"),
                new("API5:2023", "Broken Function Level Authorization"),
                new("API6:2023", "Unrestricted Access to Sensitive Business Flows"),
                new("API7:2023", "Server Side Request Forgery"),
                new("API8:2023", "Security Misconfiguration"),
                new("API9:2023", "Improper Inventory Management"),
                new("API10:2023", "Unsafe Consumption of APIs"),
            ],
        },
        new()
        {
            Id = "cwe",
            Title = "Common Weakness Enumeration (CWE)",
            Controls = Weaknesses.All,
            IsComplete = false,
            IsOfWeaknesses = true,
        },
    ];

    private static readonly ImmutableDictionary<string, Framework> ByControl = All
        .SelectMany(framework => framework.Controls.Select(control => (control.Id, framework)))
        .ToImmutableDictionary(pair => pair.Id, pair => pair.framework, StringComparer.Ordinal);

    /// <summary>The framework that has a control; <see langword="null"/> when none has, as with what a plug-in made up.</summary>
    /// <param name="control">As rules name it.</param>
    public static Framework? Of(string control) => ByControl.GetValueOrDefault(control);

    private static FrameworkControl Nist(string number, string title) => new($"NIST.800-53.r5 {number}", title);
}
