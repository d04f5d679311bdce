using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Policies;

public sealed class PortalOpenToTheWorldTests : RuleTests<PortalOpenToTheWorld>
{
    private static readonly Portal Open = new()
    {
        Id = "p1",
        Arn = "arn:aws:apigateway:eu-west-1:111122223333:/portals/p1",
        Name = "Developers",
        PublishStatus = "PUBLISHED",
        IsOpenToTheWorld = true,
        TryItEndpoints = ImmutableArray<string>.Empty,
    };

    public static TheoryData<string, Portal> Clean => new()
    {
        { "readers sign in", Open with { IsOpenToTheWorld = false } },
        { "it is switched off", Open with { PublishStatus = "DISABLED" } },
        { "it is being switched off", Open with { PublishStatus = "DISABLE_IN_PROGRESS" } },
        { "it was never published", Open with { PublishStatus = null } },
    };

    [Theory]
    [InlineData("PUBLISHED")]
    [InlineData("PUBLISH_IN_PROGRESS")]
    [InlineData("DISABLE_FAILED")]
    public void Flags_a_portal_that_everybody_can_read(string status)
    {
        var finding = Check(With(Open with { PublishStatus = status }))
            .ShouldFlag("Anyone on the web can read developer portal 'Developers': it tells strangers");
        finding.Severity.ShouldBe(Severity.Medium);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Portal portal) => Check(With(portal)).ShouldBeClean(change);

    [Fact]
    public void Says_what_readers_can_try()
    {
        var finding = Check(With(
            Open with { TryItEndpoints = Enumerable.Range(0, 12).Select(index => $"GET /{index}").ToImmutableArray() }))
            .ShouldFlag("send requests to its APIs from there");

        finding.Evidence.Where(evidence => evidence.What == "try it")
            .Select(evidence => evidence.Value)
            .ShouldBe([.. Enumerable.Range(0, 10).Select(index => $"GET /{index}"), "and 2 more"]);
    }

    [Fact]
    public void Trying_is_for_those_who_signed_in() =>
        Check(With(Open with { IsOpenToTheWorld = false, TryItEndpoints = ImmutableArray.Create("GET /") })).ShouldBeClean();

    [Fact]
    public void It_is_open_whatever_readers_can_try() =>
        Check(With(Open with { TryItEndpoints = Example.Denied }))
            .ShouldFlag("'Developers'").Evidence.ShouldContain(evidence => evidence.Value == "not known: The call was denied.");

    [Theory]
    [InlineData("PUBLISH_FAILED")]
    [InlineData("SOMETHING_NEW")]
    public void Says_so_when_nobody_knows_whether_it_is_online(string status) =>
        Check(With(Open with { PublishStatus = status })).ShouldHaveSingleItem().Unknown.ShouldNotBeNull();

    [Fact]
    public void Says_so_when_its_authorization_is_not_known() =>
        Check(With(Open with { IsOpenToTheWorld = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_portals_could_not_be_listed() =>
        Check(With(Open).WithScope(scope => scope with { Portals = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate With(Portal portal) =>
        SmallEstate.Rest().WithScope(scope => scope with { Portals = ImmutableArray.Create(portal) });
}
