using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Protection;

public sealed class WebAclWithoutLoggingTests : RuleTests<WebAclWithoutLogging>
{
    private static readonly Estate Silent = With(false);

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "it is logged", _ => With(true) },
        { "no web ACL, which is AGW4001", estate => estate.WithStage(stage => stage with { WebAclArn = null }) },
        { "WAF Classic, which is AGW4006", estate => estate.WithStage(stage => stage with { WebAclArn = ExampleWaf.ClassicArn }) },
    };

    [Fact]
    public void Flags_a_web_acl_that_writes_no_log() =>
        Check(Silent).ShouldFlag("Web ACL 'front-door' of stage 'prod' of API 'orders' writes no log").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Says_so_when_the_log_drops_everything() =>
        Check(Silent.WithScope(scope => scope with { WebAcls = [.. scope.WebAcls.Select(acl => acl with { DropsEveryLogRecord = true })] }))
            .ShouldFlag("drops every record of its log");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Silent)).ShouldBeClean(change);

    // Peers look at every web ACL of the account, whatever it protects.
    [Fact]
    public void A_web_acl_that_no_stage_has_is_not_looked_at() =>
        Check(With(true).WithScope(scope => scope with { WebAcls = scope.WebAcls.Add(new() { Arn = "another", IsLogged = false }) }))
            .ShouldBeClean();

    [Fact]
    public void What_the_web_acl_does_does_not_matter() =>
        Check(Silent.WithScope(
            scope => scope with { WebAcls = [new() { Arn = ExampleWaf.Arn, Definition = Example.Denied, IsLogged = false }] }))
            .ShouldFlag("'front-door'");

    [Fact]
    public void Says_so_when_the_logging_could_not_be_read() => Check(With(Example.Denied)).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_web_acl_is_not_in_the_inventory() =>
        Check(Silent.WithScope(scope => scope with { WebAcls = [] })).ShouldLackWhatItReads();

    private static Estate With(Fact<bool> isLogged) =>
        ExampleWaf.With(ExampleWaf.Own(WafAction.Block))
            .WithScope(scope => scope with { WebAcls = [.. scope.WebAcls.Select(acl => acl with { IsLogged = isLogged })] });
}
