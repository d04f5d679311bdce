using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Protection;

[NotRecorded("validators hang on methods, which are things of their own")]
public sealed class NoRequestValidationTests : RuleTests<NoRequestValidation>
{
    private static readonly RequestValidator Both = new() { Id = "v1", ValidatesBody = true, ValidatesParameters = true };

    private static readonly Estate Unchecked = SmallEstate.Rest(
        Example.Route("POST /orders") with { ModelledContentTypes = ["application/json"] });

    private static readonly Estate Parameters = SmallEstate.Rest(
        Example.Route("GET /orders") with { RequiredParameters = ["method.request.querystring.page"] });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a validator of the body", estate => Validated(estate, Both with { ValidatesParameters = false }) },
        { "GET without parameters", estate => estate.WithRoute(route => route with { Key = "GET /orders", ModelledContentTypes = [] }) },
        {
            "DELETE without parameters",
            estate => estate.WithRoute(route => route with { Key = "DELETE /orders", ModelledContentTypes = [] })
        },
        { "MOCK, which passes nothing on", estate => estate.WithIntegration(_ => Example.Mock) },
        { "nothing behind it", estate => estate.WithRoute(route => route with { Integration = (Integration?)null }) },
        { "a preflight", estate => estate.WithRoute(route => route with { Key = "OPTIONS /orders" }) },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
    };

    [Fact]
    public void Flags_an_API_that_passes_bodies_on_unseen()
    {
        var finding = Check(Unchecked).ShouldFlag("API 'orders' passes what callers send to route 'POST /orders' on without validating it");

        finding.Severity.ShouldBe(Severity.Low);
        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unchecked)).ShouldBeClean(change);

    [Fact]
    public void Flags_required_parameters_that_nobody_asks_for()
    {
        Check(Parameters).ShouldFlag("'GET /orders'");
        Check(Validated(Parameters, Both with { ValidatesBody = false })).ShouldBeClean();
    }

    // CloudSploit counts validators; it passes an API whose methods use none of them.
    [Fact]
    public void A_validator_that_no_method_uses_validates_nothing() =>
        Check(Unchecked.WithApi(api => api with { RequestValidators = ImmutableArray.Create(Both) })).ShouldFlag("'POST /orders'");

    [Fact]
    public void A_validator_that_looks_elsewhere_validates_nothing()
    {
        Check(Validated(Unchecked, Both with { ValidatesBody = false })).ShouldFlag("'POST /orders'");
        Check(Validated(Parameters, Both with { ValidatesParameters = false })).ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void A_body_without_a_model_is_compared_with_nothing() =>
        Check(Validated(Unchecked.WithRoute(route => route with { ModelledContentTypes = [] }), Both)).ShouldFlag("'POST /orders'");

    [Fact]
    public void A_validator_that_is_gone_validates_nothing() =>
        Check(Validated(Unchecked, Both).WithApi(api => api with { RequestValidators = ImmutableArray<RequestValidator>.Empty }))
            .ShouldFlag("'POST /orders'");

    [Fact]
    public void A_parameter_of_the_path_is_always_there() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders/{id}") with { RequiredParameters = ["method.request.path.id"] })).ShouldBeClean();

    [Fact]
    public void Only_the_methods_that_take_something_are_named() =>
        Check(Unchecked.AddRoute(Example.Route("GET /orders")))
            .ShouldFlag("send to route 'POST /orders' on").Evidence.ShouldContain(evidence => evidence.Value == "1 of 2");

    [Fact]
    public void HTTP_and_WebSocket_APIs_have_no_validators()
    {
        Check(SmallEstate.Http(Example.Route("POST /orders"))).ShouldBeClean();
        Check(SmallEstate.WebSocket()).ShouldBeClean();
    }

    [Fact]
    public void Validators_are_not_asked_for_where_no_method_names_one() =>
        Check(Unchecked.WithApi(api => api with { RequestValidators = default })).ShouldFlag("'POST /orders'");

    [Fact]
    public void Says_so_when_validators_could_not_be_read() =>
        Check(Validated(Unchecked, Both).WithApi(api => api with { RequestValidators = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void What_could_not_be_read_hides_nothing_that_is_known()
    {
        var findings = Check(Unchecked.AddRoute(Example.Route("PUT /orders") with { Integration = Example.Denied }));

        findings.OnlyFlagged().Message.ShouldContain("'POST /orders'");
        findings.ShouldContain(finding => finding.Outcome == Outcome.Inconclusive);
    }

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(Unchecked.WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate Validated(Estate estate, RequestValidator validator) => estate
        .WithRoute(route => route with { RequestValidatorId = "v1" })
        .WithApi(api => api with { RequestValidators = ImmutableArray.Create(validator) });
}
