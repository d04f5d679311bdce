using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class VerbWeakerThanAnyTests : RuleTests<VerbWeakerThanAny>
{
    private static readonly Route OpenPost = Example.Route("POST /orders");
    private static readonly Route GuardedAny = Example.Route("ANY /orders", AuthorizationKind.AwsIam);

    public static TheoryData<string, Estate> Clean => new()
    {
        { "the verb is guarded too", SmallEstate.Rest(OpenPost with { Authorization = AuthorizationKind.AwsIam }, GuardedAny) },
        {
            "ANY is open too, which another rule judges",
            SmallEstate.Rest(OpenPost, GuardedAny with { Authorization = AuthorizationKind.None })
        },
        { "ANY is on another path", SmallEstate.Rest(OpenPost, GuardedAny with { Key = "ANY /orders/{id}" }) },
        { "preflights are open", SmallEstate.Rest(OpenPost with { Key = "OPTIONS /orders" }, GuardedAny) },
        { "no ANY", SmallEstate.Rest(OpenPost, GuardedAny with { Key = "GET /orders" }) },
    };

    [Fact]
    public void Flags_an_open_verb_beside_a_guarded_ANY() =>
        Check(SmallEstate.Rest(OpenPost, GuardedAny))
            .ShouldFlag("call route 'POST /orders' of API 'orders' on stage 'prod' without authorization, though 'ANY /orders' asks for "
                + "authorization: this verb goes around it")
            .Severity.ShouldBe(Severity.High);

    [Fact]
    public void Flags_an_open_ANY_beside_a_guarded_verb() =>
        Check(SmallEstate.Http(Example.Route("ANY /orders"), Example.Route("POST /orders", AuthorizationKind.Jwt)))
            .ShouldFlag(
                "route 'ANY /orders'", "though 'POST /orders' asks for authorization: every verb that is not listed falls through to ANY");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void An_API_key_is_not_authorization() =>
        Check(SmallEstate.Rest(OpenPost with { ApiKeyRequired = true }, GuardedAny)).ShouldFlag("'POST /orders'");

    [Fact]
    public void A_guarded_preflight_is_no_contrast_to_an_open_ANY() =>
        Check(SmallEstate.Rest(Example.Route("ANY /orders"), Example.Route("OPTIONS /orders", AuthorizationKind.AwsIam))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_other_route_is_unknown()
    {
        var findings = Check(SmallEstate.Http(OpenPost, GuardedAny with { Authorization = Example.Denied }));

        findings.ShouldAllBe(finding => finding.Outcome == Core.Findings.Outcome.Inconclusive);
        findings.Length.ShouldBe(2);
    }
}
