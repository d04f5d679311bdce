using System.Collections.Immutable;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>A rule that says one thing of templates and another of what they made, and why. It has to occur.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Template">The template; "*" where it is so for every one.</param>
/// <param name="OnlyLive">Whether the scan flags it and the check does not; otherwise it is the other way around.</param>
/// <param name="Because">The reason; a fault of moto's with the member that it loses.</param>
internal sealed record ToleratedDifference(string Rule, string Template, bool OnlyLive, string Because)
{
    public static ImmutableArray<ToleratedDifference> All { get; } =
    [
        new("AGW6007", "*", OnlyLive: true, "Alarms are made apart from APIs: a template without any says nothing of them."),
        new("AGW6008", "*", OnlyLive: true, "A recorder of AWS Config is the account's; no template of an API has one."),
        new("AGW6002", "*", OnlyLive: false, "A scan only counts it beside another finding; a template has a line."),
        new("AGW6005", "*", OnlyLive: false, "As AGW6002: a scan counts it."),
        new("AGW7012", "rest-vpc-link", OnlyLive: true, "moto's GetResources has no connectionId of an integration."),
        .. new[] { "AGW1001", "AGW2006", "AGW4001", "AGW4008" }.Select(rule => new ToleratedDifference(
            rule, "rest-body", OnlyLive: false, "moto's PutRestApi makes methods without authorizationType and methodIntegration.")),
        .. new[] { "AGW1001", "AGW2005", "AGW4001" }.Select(rule => new ToleratedDifference(
            rule, "rest-domain-only", OnlyLive: false, "moto's GetExport has no x-amazon-apigateway-endpoint-configuration.")),
        .. new[] { "AGW1001", "AGW4007" }.Select(rule => new ToleratedDifference(
            rule, "http-log-domain", OnlyLive: false, "moto's GetDomainNames lists no name that version 2 of the API made.")),
    ];

    public bool Covers(Verdict verdict, bool isOnlyLive) =>
        Rule == verdict.Rule && OnlyLive == isOnlyLive && (Template is "*" || Template == verdict.Template);
}
