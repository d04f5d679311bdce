using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Auditor.Core.Frameworks;

/// <summary>
/// What follows for frameworks of which AWS names nothing: from controls of Security Hub over NIST SP 800-53 Revision 5, by the crosswalks
/// that NIST and the AICPA publish.
/// </summary>
/// <remarks>
/// Only rows that name a control which Security Hub names, too, letter by letter: nothing is derived from AC-4(21) where a crosswalk has
/// AC-4. What a crosswalk marks as partial is left out, and so are rows about other things than systems (premises, suppliers, risk
/// management), where a control about API Gateway is no evidence.
/// </remarks>
public static class PublishedCrosswalks
{
    /// <summary>What whoever hands a requirement to an auditor has to know.</summary>
    public const string Transcribed = "The rows were transcribed, not taken from the document by a program: compare one with it before "
        + "you rely on it.";

    /// <summary>All of them.</summary>
    public static ImmutableArray<Crosswalk> All { get; } =
    [
        new(
            "nist-csf-2",
            "NIST Cybersecurity Framework 2.0",
            "NIST, CSF 2.0 Informative References to SP 800-53 Revision 5 (OLIR)",
            "Functions Govern, Identify, Respond and Recover, the physical environment and service providers: no control of Security Hub "
                + "about API Gateway is evidence for these.",
            [
                Row("NIST-CSF-2.0 PR.AA-05", "Access permissions are defined, enforced and reviewed", "AC-3"),
                Row("NIST-CSF-2.0 PR.DS-01", "Data at rest are protected", "SC-13 SC-28"),
                Row("NIST-CSF-2.0 PR.DS-02", "Data in transit are protected", "SC-8 SC-13"),
                Row("NIST-CSF-2.0 PR.DS-10", "Data in use are protected", "AC-3 AC-4 SC-13"),
                Row("NIST-CSF-2.0 PR.PS-01", "Configuration management is established and applied", "CM-2"),
                Row("NIST-CSF-2.0 PR.PS-04", "Log records are generated for continuous monitoring", "AU-2 AU-3 AU-12"),
                Row("NIST-CSF-2.0 PR.IR-01", "Networks are protected from unauthorized logical access", "AC-3 AC-4"),
                Row("NIST-CSF-2.0 DE.CM-01", "Networks and network services are monitored", "AU-12 CA-7"),
                Row("NIST-CSF-2.0 DE.CM-03", "Personnel activity and technology usage are monitored", "AU-12 CA-7"),
                Row("NIST-CSF-2.0 DE.CM-09", "Hardware, software, runtime environments and their data are monitored", "AC-4 AU-12 CA-7"),
            ]),
        new(
            "iso-27001-2022",
            "ISO/IEC 27001:2022 Annex A",
            "NIST, SP 800-53 Revision 5 to ISO/IEC 27001:2022 mapping (OLIR, October 2023), Table 2",
            "Controls of Annex A that the mapping relates to a control of NIST only in part (its asterisks, among them A.8.4 and SC-8 "
                + "for A.8.26), and all that it relates to none that Security Hub names.",
            [
                Row("ISO-27001:2022 A.5.10", "Acceptable use of information and other associated assets", "SC-8 SC-28"),
                Row("ISO-27001:2022 A.5.14", "Information transfer", "AC-4 SC-8"),
                Row("ISO-27001:2022 A.5.15", "Access control", "AC-3"),
                Row("ISO-27001:2022 A.5.28", "Collection of evidence", "AU-3"),
                Row("ISO-27001:2022 A.5.33", "Protection of records", "SC-8 SC-13 SC-28"),
                Row("ISO-27001:2022 A.8.3", "Information access restriction", "AC-3"),
                Row("ISO-27001:2022 A.8.9", "Configuration management", "CM-2"),
                Row("ISO-27001:2022 A.8.15", "Logging", "AU-3 AU-12"),
                Row("ISO-27001:2022 A.8.20", "Networks security", "AC-3 SC-8"),
                Row("ISO-27001:2022 A.8.22", "Segregation of networks", "AC-4"),
                Row("ISO-27001:2022 A.8.24", "Use of cryptography", "SC-13"),
                Row("ISO-27001:2022 A.8.26", "Application security requirements", "AC-3 SC-13"),
            ]),
        new(
            "soc-2",
            "SOC 2, Trust Services Criteria 2017 (points of focus of 2022)",
            "AICPA, Mappings Relevant to the SOC Suite of Services: 2017 Trust Services Criteria to NIST SP 800-53, sheet 'NIST 800-53 "
                + "as Points of Focus'",
            "All other criteria of the common criteria, and those of availability, processing integrity, confidentiality and privacy.",
            [
                Row("TSC-2017 CC6.1", "Logical access security over protected information assets", "AC-3 SC-12(3) SC-13 SC-23 SC-23(3)"),
                Row("TSC-2017 CC6.6", "Protection against threats from outside the system's boundaries", "AC-17(2)"),
                Row("TSC-2017 CC6.7", "Protection of information in transmission", "AC-4 SC-8(2)"),
                Row("TSC-2017 CC7.2", "Monitoring for anomalies", "AU-10 AU-12"),
            ]),
        new(
            "hipaa",
            "HIPAA Security Rule, technical safeguards (45 CFR 164.312)",
            "NIST, SP 800-66 Revision 1 (2008), Appendix D, over an earlier revision of SP 800-53: only controls whose number Revision 5 "
                + "kept (Revision 2 of 2024 refers to SP 800-53 as a whole and names no controls)",
            "Administrative and physical safeguards, person or entity authentication, integrity of records at rest, and transmission "
                + "security as a whole (164.312(e)(1)): SC-9, which it named, is no control of Revision 5.",
            [
                Row("HIPAA 164.312(a)(1)", "Access control", "AC-3"),
                Row("HIPAA 164.312(a)(2)(iv)", "Encryption and decryption", "SC-13"),
                Row("HIPAA 164.312(b)", "Audit controls", "AU-2 AU-3"),
                Row("HIPAA 164.312(e)(2)(i)", "Integrity controls", "SC-8"),
                Row("HIPAA 164.312(e)(2)(ii)", "Encryption", "SC-13"),
            ]),
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByRequirement =
        All.SelectMany(crosswalk => crosswalk.Rows).ToFrozenDictionary(row => row.Requirement.Id, row => row.Nist, StringComparer.Ordinal);

    /// <summary>The controls of NIST SP 800-53 Revision 5 that a requirement follows from; empty of all that are in no crosswalk.</summary>
    public static ImmutableArray<string> Behind(string requirement) => ByRequirement.GetValueOrDefault(requirement, []);

    /// <summary>What a rule names, and what follows from it.</summary>
    public static ImmutableArray<string> Complete(ImmutableArray<string> named) =>
        [
            .. named,
            .. All.SelectMany(crosswalk => crosswalk.Rows)
                .Where(row => row.Nist.Any(control => named.Contains(control, StringComparer.Ordinal)))
                .Select(row => row.Requirement.Id),
        ];

    private static CrosswalkRow Row(string id, string title, string nist) =>
        new(new(id, title), [.. nist.Split(' ').Select(number => $"NIST.800-53.r5 {number}")]);
}
