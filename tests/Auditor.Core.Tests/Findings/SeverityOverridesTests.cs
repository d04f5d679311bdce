using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Results;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Tests.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Findings;

public sealed class SeverityOverridesTests
{
    private static readonly AuditResult Judged = Audit.Run(
        SmallEstate.Http(),
        [new ProbeRule<ApiSubject>(_ => ["It is wrong."]), new ProbeRule<StageSubject>(_ => ["This is wrong too."], "PRB002", Severity.Medium)]);

    [Fact]
    public void All_findings_of_the_rule_get_it_and_the_order_follows()
    {
        var result = SeverityOverrides.Apply(Judged, Low("PRB001"));

        result.Findings.Select(finding => (finding.Rule.Id, finding.Severity))
            .ShouldBe([("PRB002", Severity.Medium), ("PRB001", Severity.Low)]);
        result.Findings[1].Evidence.ShouldHaveSingleItem()
            .ShouldBe(new("severity", "Low instead of High: set for this rule in the configuration"));
        result.Findings[1].Fingerprint.ShouldBe(Judged.Findings[0].Fingerprint);
    }

    [Fact]
    public void It_overrules_what_exposure_made_of_it()
    {
        var nobody = Audit.Run(
            SmallEstate.Rest().WithApi(api => api with { EndpointType = EndpointType.Private, ResourcePolicy = null }),
            [new ProbeRule<ApiSubject>(_ => ["It is wrong."])]);
        nobody.Findings[0].Severity.ShouldBe(Severity.Low, "else this test shows nothing");

        var finding = SeverityOverrides.Apply(
            nobody, ImmutableDictionary<string, Severity>.Empty.Add("PRB001", Severity.Critical)).Findings[0];

        finding.Severity.ShouldBe(Severity.Critical);
        finding.Evidence.Count(evidence => evidence.What == "severity").ShouldBe(1);
    }

    [Fact]
    public void Others_keep_theirs() => SeverityOverrides.Apply(Judged, Low("PRB009")).Findings.ShouldBe(Judged.Findings);

    private static ImmutableDictionary<string, Severity> Low(string rule) =>
        ImmutableDictionary<string, Severity>.Empty.Add(rule, Severity.Low);
}
