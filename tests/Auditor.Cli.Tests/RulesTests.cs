using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Cli.Tests;

public sealed class RulesTests : CliTests
{
    [Fact]
    public async Task Lists_rules_for_people()
    {
        var run = await Run("rules", "list");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldMatch("AGW1001 +high +route-without-authorization +Anyone can call this route");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_rules_for_programs()
    {
        var run = await Run("rules", "list", "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        var rule = json.RootElement.EnumerateArray().Single(rule => rule.GetProperty("id").GetString() == "AGW1001");
        rule.GetProperty("name").GetString().ShouldBe("route-without-authorization");
        rule.GetProperty("severity").GetString().ShouldBe("high");
        rule.GetProperty("category").GetString().ShouldBe("authorization");
        rule.GetProperty("appliesTo").EnumerateArray().Select(kind => kind.GetString()).ShouldBe(["rest", "http", "webSocket"]);
        rule.GetProperty("needs").EnumerateArray().Select(need => need.GetString()).ShouldContain("routes");
    }

    [Theory]
    [InlineData("AGW7003")]
    [InlineData("agw7003")]
    [InlineData("api-without-stage")]
    public async Task Explains_a_rule_by_id_or_name(string name)
    {
        var run = await Run("rules", "explain", name);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldStartWith("# AGW7003: The API has no stage\n");
    }

    [Fact]
    public async Task Names_the_nearest_rule() => (await Run("rules", "explain", "api-witout-stage")).ShouldRefuse("'api-witout-stage' is no rule; did you mean 'api-without-stage'?");

    [Fact]
    public async Task Names_the_nearest_format() => (await Run("rules", "list", "--format", "jsno")).ShouldRefuse("did you mean 'json'?");

    [Fact]
    public async Task Brings_the_documentation_of_the_rules_up_to_date()
    {
        foreach (var rule in RuleCatalogue.From(typeof(RuleDocumentation).Assembly))
        {
            var page = Directory.CreateDirectory(Path.GetDirectoryName(PathOf($"rules/{RuleDocumentation.PathOf(rule)}"))!).FullName;
            await File.WriteAllTextAsync(Path.Combine(page, $"{rule.GetType().Name}.md"), $"# Old title\n\n{RuleDocumentation.Marker}\nold facts\n{RuleDocumentation.Marker}\n\nThe rest of the page.\n");
        }

        var first = await Run("rules", "list", "--write-docs", "rules");
        var second = await Run("rules", "list", "--write-docs", "rules");

        first.ExitCode.ShouldBe(ExitCode.Clean, first.Error);
        first.Output.ShouldContain("README.md\n");
        Read("rules/README.md").ShouldContain("AGW1001");
        Read("rules/Auditor.Rules/Hygiene/ApiWithoutStage.md").ShouldStartWith("# AGW7003: The API has no stage\n");
        Read("rules/Auditor.Rules/Hygiene/ApiWithoutStage.md").ShouldEndWith("\n\nThe rest of the page.\n");
        second.Output.ShouldBeEmpty();
        second.Error.ShouldBe("Everything was up to date.\n");
    }

    [Fact]
    public async Task Documentation_goes_where_the_rules_are() => (await Run("rules", "list", "--write-docs", "nowhere")).ShouldRefuse("--write-docs: the documentation in 'nowhere' cannot be written");
}
