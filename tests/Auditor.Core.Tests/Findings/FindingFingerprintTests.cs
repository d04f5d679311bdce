using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Tests.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Findings;

/// <summary>
/// The identity that people's suppressions, baselines and alerts hang on: it may not change, and no two things may share one.
/// </summary>
public sealed class FindingFingerprintTests
{
    private static readonly Finding Orders = Find(SmallEstate.Http(Example.Route("GET /orders")));

    [Fact]
    public void It_stays_what_it_was_in_every_earlier_version()
    {
        Orders.Fingerprint.ShouldBe("3c00b92e0b9b83c7e77d7e20e77d315c");
        (Orders with { SubKey = "statement 2" }).Fingerprint.ShouldBe("03360d281a243535096e84d7d42be22b");
        Audit.Run(
            SmallEstate.Http().WithApi(api => api with { Routes = Example.Denied }),
            [Rule()]).Inconclusive.ShouldHaveSingleItem().Fingerprint.ShouldBe("d62f0c6894567d5f389b7c87a4092cae");
    }

    public static TheoryData<string, Finding> Same => new()
    {
        { "other words", Orders with { Message = "It is said in other words." } },
        { "another severity", Orders with { Severity = Core.Metadata.Severity.Low } },
        { "another confidence", Orders with { Confidence = Core.Metadata.Confidence.Low } },
        { "another audience", Orders with { Audience = Core.Exposure.Audience.Nobody } },
        { "other stages", Orders with { Stages = ["test"] } },
        { "other evidence", Orders with { Evidence = [] } },
        { "a status", Orders with { Status = FindingStatus.Worsened } },
        { "another name of the API", Find(SmallEstate.Http(Example.Route("GET /orders")).WithApi(api => api with { Name = "orders v2" })) },
        {
            "another place in the file",
            Find(SmallEstate.Of(Example.HttpApi() with { Id = "first" }, Example.HttpApi(Example.Route("GET /orders"))))
        },
        { "another day", Find(SmallEstate.Http(Example.Route("GET /orders")) with { CollectedAt = Example.Now.AddYears(1) }) },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void What_is_said_about_a_thing_does_not_change_it(string what, Finding finding) =>
        finding.Fingerprint.ShouldBe(Orders.Fingerprint, what);

    public static TheoryData<string, Finding> Different => new()
    {
        { "another rule", Find(SmallEstate.Http(Example.Route("GET /orders")), Rule("PRB002")) },
        { "another route", Find(SmallEstate.Http(Example.Route("GET /orders/"))) },
        { "another case of the route", Find(SmallEstate.Http(Example.Route("GET /Orders"))) },
        { "another API", Find(SmallEstate.Http(Example.Route("GET /orders")).WithApi(api => api with { Id = "z9y8x7" })) },
        { "another kind of API", Find(SmallEstate.Rest(Example.Route("GET /orders"))) },
        {
            "another account",
            Find(SmallEstate.Http(Example.Route("GET /orders")).WithScope(scope => scope with { Account = "444455556666" }))
        },
        { "another Region", Find(SmallEstate.Http(Example.Route("GET /orders")).WithScope(scope => scope with { Region = "us-east-1" })) },
        {
            "another partition",
            Find(SmallEstate.Http(Example.Route("GET /orders")).WithScope(scope => scope with { Partition = "aws-cn" }))
        },
        { "another sub-key", Orders with { SubKey = "1" } },
        {
            "the stage instead of the route",
            Audit.Run(SmallEstate.Http(), [new ProbeRule<StageSubject>(_ => ["It is wrong."])]).Flagged.First()
        },
        {
            "a question instead of an answer",
            Audit.Run(SmallEstate.Http(), [new ProbeRule<RouteSubject>(_ => [((Fact<string>)Example.Denied).Value])]).Inconclusive.First()
        },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Whatever_makes_it_another_thing_changes_it(string what, Finding finding) =>
        finding.Fingerprint.ShouldNotBe(Orders.Fingerprint, what);

    // What separates the parts can stand in a part, and what escapes it too: every way of cutting one text is a finding of its own.
    public static TheoryData<string, string, string, string> Cuts => new()
    {
        { "a\nb", "c", "a", "b\nc" },
        { "a\n", "b", "a", "\nb" },
        { "a\\nb", "", "a\nb", "" },
        { "a\\", "nb", "a", "\\nb" },
        { "a\\\nb", "", "a\\", "b" },
        { "a\n\n", "", "a", "\n\n" },
        { "", "a\nb", "", "a\\nb" },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_line_feed_in_a_name_does_not_make_one_finding_of_two(
        string route, string subKey, string otherRoute, string otherSubKey) =>
        (OfRoute(route) with { SubKey = subKey }).Fingerprint.ShouldNotBe((OfRoute(otherRoute) with { SubKey = otherSubKey }).Fingerprint);

    [Fact]
    public void It_has_the_form_that_people_copy() => Orders.Fingerprint.ShouldMatch("^[0-9a-f]{32}$");

    private static Finding OfRoute(string key) => Find(SmallEstate.Http(Example.Route(key)));

    private static Finding Find(Estate estate, Rule? rule = null) => Audit.Run(estate, [rule ?? Rule()]).Flagged.Last();

    private static ProbeRule<RouteSubject> Rule(string id = "PRB001") => new(_ => ["It is wrong."], id);
}
