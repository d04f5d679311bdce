using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class SecretInStageVariableTests : RuleTests<SecretInStageVariable>
{
    private static readonly Estate Secret = SmallEstate.Rest()
        .WithStage(stage => stage with { Variables = [new() { Name = "dbPassword", Redacted = true }] });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        {
            "a plain value",
            estate => estate.WithStage(stage => stage with { Variables = [new() { Name = "backend", Value = "orders-prod" }] })
        },
        {
            "a function's ARN",
            estate =>
                estate.WithStage(stage => stage with { Variables = [new() { Name = "fn", Value = "arn:aws:lambda:eu-west-1:111122223333:function:orders" }] })
        },
        { "no variables", estate => estate.WithStage(stage => stage with { Variables = [] }) },
    };

    [Fact]
    public void Flags_a_variable_that_looks_like_a_secret()
    {
        var finding = Check(Secret).ShouldFlag("Stage 'prod' of API 'orders' keeps what looks like a secret in variable 'dbPassword'");

        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Fact]
    public void Flags_what_only_the_canary_has() =>
        Check(Secret.WithStage(
            stage => stage with { Variables = [], Canary = new() { DeploymentId = "d2", VariableOverrides = [new() { Name = "canaryToken", Redacted = true }] } }))
            .ShouldFlag("in variable 'canaryToken'");

    [Fact]
    public void Flags_HTTP_APIs_too() =>
        Check(SmallEstate.Http()
            .WithStage(stage => stage with { Variables = [new() { Name = "b", Redacted = true }, new() { Name = "a", Redacted = true }] }))
            .ShouldFlag("in variables 'a' and 'b'");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Secret)).ShouldBeClean(change);

    [Theory]
    [InlineData("LICENSE*")]
    [InlineData("license?")]
    [InlineData("licenseA")]
    public void Flags_names_that_mean_a_secret_in_this_house(string name)
    {
        var finding = Check(Licensed("4711"), Named(name)).ShouldFlag("'licenseA'");

        $"{finding.Message} {string.Join(" ", finding.Evidence)}".ShouldNotContain("4711");
    }

    [Theory]
    [InlineData("4711", "license")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:license", "license*")]
    [InlineData("", "license*")]
    public void Other_names_ARNs_and_nothing_are_no_secrets(string value, string name) =>
        Check(Licensed(value), Named(name)).ShouldBeClean();

    [Theory]
    [InlineData(" ", "is empty")]
    [InlineData("**", "is every name")]
    [InlineData("license\\*", "matches no name of a stage variable")]
    [InlineData("[Ll]icense", "matches no name of a stage variable")]
    [InlineData("my license", "matches no name of a stage variable")]
    public void A_pattern_has_to_name_something(string name, string problem) =>
        SecretInStageVariable.Names.Read([name], out _).ShouldNotBeNull().ShouldContain(problem);

    [Fact]
    public void The_value_is_written_nowhere()
    {
        var finding = Check(Secret.WithStage(
            stage => stage with { Variables = [new() { Name = "dbPassword", Value = "hunter2", Redacted = true }] }))
            .ShouldFlag("'dbPassword'");

        $"{finding.Message} {string.Join(" ", finding.Evidence)}".ShouldNotContain("hunter2");
    }

    private static Estate Licensed(string value) =>
        Secret.WithStage(stage => stage with { Variables = [new() { Name = "licenseA", Value = value }] });

    private static RuleSettings Named(string name) =>
        RuleSettings.Default.With(new SecretInStageVariable().Info, SecretInStageVariable.Names, [name]);

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Secret.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
