using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class CorsAnyOriginTests : RuleTests<CorsAnyOrigin>
{
    private static readonly Estate Any = SmallEstate.Http().WithApi(api => api with { Cors = new() { AllowOrigins = ["https://*"], AllowCredentials = true } });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "named origins", estate => estate.WithApi(api => api with { Cors = new() { AllowOrigins = ["https://www.example.com"], AllowCredentials = true } }) },
        { "no origin", estate => estate.WithApi(api => api with { Cors = new() { AllowCredentials = true } }) },
        { "no CORS configuration", estate => estate.WithApi(api => api with { Cors = null }) },
    };

    [Fact]
    public void Flags_every_origin_with_credentials() =>
        Check(Any).ShouldFlag("API 'orders' lets scripts of every web site read its answers, with the visitor's cookies").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("http://*")]
    public void Without_credentials_it_is_low(string origin) =>
        Check(Any.WithApi(api => api with { Cors = new() { AllowOrigins = ["https://www.example.com", origin] } })).ShouldFlag("'orders'").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Any)).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_APIs_could_not_be_listed() =>
        Check(Any.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
