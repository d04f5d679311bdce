using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Tests.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Priorities;

/// <summary>What is told first: things, not rules, each of another API.</summary>
public sealed class UrgentFindingTests
{
    [Fact]
    public void Is_one_of_each_API_the_most_urgent_first_with_the_number_of_the_others()
    {
        var estate = SmallEstate.Of(
            Example.RestApi(Example.Route("GET /a"), Example.Route("POST /admin/b")),
            Example.RestApi(Example.Route("POST /c")) with { Id = "second" },
            Example.RestApi(Example.Route("GET /d")) with { Id = "third" });

        Told(estate, Severity.High).ShouldBe([("POST /admin/b", 1), ("POST /c", 0), ("GET /d", 0)]);
    }

    [Fact]
    public void Is_five_of_however_many_APIs() =>
        Told(SmallEstate.Of([.. Enumerable.Range(0, 7).Select(Numbered)]), Severity.High).Count.ShouldBe(UrgentFinding.Most);

    private static Api Numbered(int number) => Example.RestApi(Example.Route($"GET /{number}")) with { Id = $"api{number}" };

    [Theory]
    [InlineData(Severity.Critical, 1)]
    [InlineData(Severity.High, 1)]
    [InlineData(Severity.Medium, 1)]
    [InlineData(Severity.Low, 0)]
    public void Is_nothing_that_is_low(Severity severity, int number) => Told(SmallEstate.Rest(), severity).Count.ShouldBe(number);

    [Fact]
    public void Is_nothing_medium_where_something_is_high()
    {
        var findings = Audit.Run(
            SmallEstate.Of(
                Example.RestApi(Example.Route("GET /a")), Example.RestApi(Example.Route("POST /admin/b")) with { Id = "second" }),
            [new ProbeRule<RouteSubject>(route => route.Key == "GET /a" ? ["High."] : []), new ProbeRule<RouteSubject>(route => ["Medium."], "PRB002", Severity.Medium)]).Findings;

        UrgentFinding.Of(findings).Select(urgent => urgent.Finding.Message).ShouldBe(["High."]);
    }

    private static List<(string? Route, int Others)> Told(Estate estate, Severity severity) =>
        [.. UrgentFinding.Of(Audit.Run(estate, [new ProbeRule<RouteSubject>(_ => ["It is wrong."], severity: severity)]).Findings).Select(urgent => (urgent.Finding.Subject.Identity.Route, urgent.Others))];
}
