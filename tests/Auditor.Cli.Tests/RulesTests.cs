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
        rule.GetProperty("onByDefault").GetBoolean().ShouldBeTrue();
        rule.GetProperty("frameworks").EnumerateArray().Select(control => control.GetString()).ShouldContain("APIGateway.8");
        rule.GetProperty("options").EnumerateArray().ShouldBeEmpty();
        var option = json.RootElement.EnumerateArray()
            .Single(rule => rule.GetProperty("id").GetString() == "AGW7001")
            .GetProperty("options")
            .EnumerateArray()
            .Single();
        option.GetProperty("key").GetString().ShouldBe("windowDays");
        option.GetProperty("kind").GetString().ShouldBe("wholeNumber");
        (option.GetProperty("default").GetInt32(), option.GetProperty("least").GetInt32(), option.GetProperty("most").GetInt32())
            .ShouldBe((30, 1, 455));
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
    public async Task Lists_the_rules_of_a_framework_with_its_controls()
    {
        var run = await Run("rules", "list", "--framework", "FSBP");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldMatch("AGW1001 +high +route-without-authorization +APIGateway.8");
        run.Output.ShouldNotContain("AGW7003");
        run.Output.ShouldContain("AWS Foundational Security Best Practices");
    }

    [Theory]
    [InlineData("nist-800-53", "AGW1001")]
    [InlineData("pci-dss-4", "AGW6001")]
    [InlineData("cis-aws", "AGW6001")]
    [InlineData("owasp-api-2023", "AGW1001")]
    [InlineData("cwe", "AGW1001")]
    public async Task Each_framework_has_rules(string framework, string rule) =>
        (await Run("rules", "list", "--framework", framework, "--format", "json")).Output.ShouldContain($"\"{rule}\"");

    [Fact]
    public async Task Names_the_nearest_framework() =>
        (await Run("rules", "list", "--framework", "fspb")).ShouldRefuse("--framework: 'fspb' is no framework; did you mean 'fsbp'?");

    [Fact]
    public async Task Explains_options_and_what_a_rule_reads()
    {
        var run = await Run("rules", "explain", "unused-api");

        run.Output.ShouldContain(
            "| `windowDays` | a whole number from 1 to 455 | `30` | For how many days an API must have had no request. |");
        run.Output.ShouldContain("rules: options: unused-api:");
        run.Output.ShouldContain("| `cloudwatch:ListMetrics` |");
        run.Output.ShouldNotContain("`apigateway:GetRestApis`");
        run.Output.ShouldContain("- API9:2023: Improper Inventory Management (OWASP API Security Top 10 2023)");
        (await Run("rules", "explain", "api-without-stage")).Output.ShouldContain("Nothing but the lists of APIs and stages");
    }

    [Fact]
    public async Task Names_the_nearest_rule() =>
        (await Run("rules", "explain", "api-witout-stage"))
            .ShouldRefuse("'api-witout-stage' is no rule; did you mean 'api-without-stage'?");

    [Fact]
    public async Task Names_the_nearest_format() => (await Run("rules", "list", "--format", "jsno")).ShouldRefuse("did you mean 'json'?");

    [Fact]
    public async Task Brings_the_documentation_of_the_rules_up_to_date()
    {
        foreach (var rule in RuleCatalogue.From(typeof(RuleDocumentation).Assembly))
        {
            var page = Directory.CreateDirectory(Path.GetDirectoryName(PathOf($"rules/{RuleDocumentation.PathOf(rule)}"))!).FullName;
            await File.WriteAllTextAsync(
                Path.Combine(page, $"{rule.GetType().Name}.md"),
                $"# Old title\n\n{RuleDocumentation.Marker}\nold facts\n{RuleDocumentation.Marker}\n\nThe rest of the page.\n");
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
    public async Task Documentation_goes_where_the_rules_are() =>
        (await Run("rules", "list", "--write-docs", "nowhere"))
            .ShouldRefuse("--write-docs: the documentation in 'nowhere' cannot be written");
}
