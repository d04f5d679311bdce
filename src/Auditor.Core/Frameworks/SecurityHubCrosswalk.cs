using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Auditor.Core.Frameworks;

/// <summary>
/// What Security Hub says that its controls stand for in other frameworks: the "Related requirements" of its pages on API Gateway and AWS
/// WAF.
/// </summary>
/// <remarks>
/// APIGateway.10 and .11, WAF.10 and WAF.11 have none that AWS publishes or that is certain, so nothing follows from them.
/// </remarks>
public static class SecurityHubCrosswalk
{
    /// <summary>Where it stands.</summary>
    public const string Source = "AWS Security Hub CSPM User Guide, controls for Amazon API Gateway and for AWS WAF, \"Related "
        + "requirements\"";

    private const string Logging = "AC-4(26) AU-2 AU-3 AU-6(3) AU-6(4) AU-10 AU-12 CA-7 SC-7(9) SI-7(8)";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Related = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["APIGateway.1"] = Nist(Logging),
        ["APIGateway.2"] = Nist("AC-4 AC-17(2) IA-5(1) SC-7(4) SC-8 SC-8(1) SC-8(2) SC-12(3) SC-13 SC-23 SC-23(3) SI-7(6)"),
        ["APIGateway.3"] = Nist("CA-7"),
        ["APIGateway.4"] = Nist("AC-4(21)"),
        ["APIGateway.5"] = Nist("CA-9(1) CM-3(6) SC-7(10) SC-13 SC-28 SC-28(1) SI-7(6)"),
        ["APIGateway.8"] = Nist("AC-3 CM-2 CM-2(2)"),
        ["APIGateway.9"] = [.. Nist(Logging), "PCI-DSS-4.0.1 10.4.2"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a control of Security Hub stands for; empty for all others.</summary>
    public static ImmutableArray<string> Of(string control) => Related.GetValueOrDefault(control, []);

    /// <summary>The controls of Security Hub that stand for a requirement of another framework.</summary>
    public static ImmutableArray<string> Behind(string requirement) =>
        [.. Related.Where(pair => pair.Value.Contains(requirement, StringComparer.Ordinal)).Select(pair => pair.Key).OrderBy(control => control.Length).ThenBy(control => control, StringComparer.Ordinal)];

    /// <summary>What somebody named, and what follows from it.</summary>
    public static ImmutableArray<string> Complete(ImmutableArray<string> named) =>
        [.. named.Concat(named.SelectMany(control => Of(control))).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<string> Nist(string numbers) => [.. numbers.Split(' ').Select(number => $"NIST.800-53.r5 {number}")];
}
