using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Protection;

public sealed class WebsocketSchemaValidationOffTests : RuleTests<WebsocketSchemaValidationOff>
{
    private static readonly Estate Off = SmallEstate.WebSocket().WithApi(api => api with { DisableSchemaValidation = true });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "on, as AWS makes it", estate => estate.WithApi(api => api with { DisableSchemaValidation = false }) },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
    };

    [Fact]
    public void Flags_an_API_whose_models_are_not_checked() =>
        Check(Off).ShouldFlag("WebSocket API 'orders' has schema validation switched off").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Off)).ShouldBeClean(change);

    [Fact]
    public void Other_kinds_have_no_such_switch()
    {
        Check(SmallEstate.Http().WithApi(api => api with { DisableSchemaValidation = true })).ShouldBeClean();
        Check(SmallEstate.Rest().WithApi(api => api with { DisableSchemaValidation = true })).ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_APIs_could_not_be_listed() =>
        Check(Off.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
