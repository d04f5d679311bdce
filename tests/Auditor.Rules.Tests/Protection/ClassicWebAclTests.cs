using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Protection;

public sealed class ClassicWebAclTests : RuleTests<ClassicWebAcl>
{
    [Fact]
    public void Flags_a_stage_with_a_web_acl_of_waf_classic() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { WebAclArn = ExampleWaf.ClassicArn }))
            .ShouldFlag("'prod'", "'orders'", "AWS WAF Classic").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(ExampleWaf.Arn)]
    public void Another_web_acl_or_none_is_clean(string? arn) =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { WebAclArn = arn })).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_stages_could_not_be_read() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);
}
