using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class NewRuleTests : CliTests
{
    private const string Rule = "clone/rules/Auditor.Rules/Hygiene/ExampleSet.cs";

    public NewRuleTests()
    {
        Directory.CreateDirectory(PathOf("clone/rules/Auditor.Rules/Hygiene"));
        Write("clone/Auditor.sln", "");
        Write(
            "clone/rules/Auditor.Rules/Hygiene/Earlier.cs", "public sealed class Earlier() : StageRule(new()\n{\n    Id = \"AGW7041\",\n");
    }

    [Fact]
    public async Task Writes_class_page_and_tests_with_the_next_id()
    {
        var run = await RunIn(
            "clone", "rules", "new", "example-set", "--category", "hygiene", "--title", "An example is set", "--severity", "high");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldBe("rules/Auditor.Rules/Hygiene/ExampleSet.cs\nrules/Auditor.Rules/Hygiene/ExampleSet.md\ntests/Auditor.Rules.Tests/Hygiene/ExampleSetTests.cs\n");
        run.Error.ShouldContain("./regenerate");
        Read(Rule).ShouldContain(
            "    Id = \"AGW7042\",\n    Name = \"example-set\",\n    Title = \"An example is set\",\n    Category = Category.Hygiene,\n  "
                + "  Severity = Severity.High,\n");
        Read("clone/rules/Auditor.Rules/Hygiene/ExampleSet.md").ShouldStartWith("# AGW7042: An example is set\n");
        Read("clone/tests/Auditor.Rules.Tests/Hygiene/ExampleSetTests.cs")
            .ShouldContain("public sealed class ExampleSetTests : RuleTests<ExampleSet>");
    }

    [Theory]
    [InlineData("stage", "StageRule(new()")]
    [InlineData("Api", "Rule<ApiSubject>(new()")]
    [InlineData("route", "RouteRule(new()")]
    public async Task Begins_a_rule_about_what_it_looks_at(string about, string derives)
    {
        (await RunIn("clone", "rules", "new", "example-set", "--category", "hygiene", "--about", about)).ExitCode.ShouldBe(ExitCode.Clean);

        Read(Rule).ShouldContain($"public sealed class ExampleSet() : {derives}");
    }

    [Fact]
    public async Task Finds_the_clone_from_below() =>
        (await RunIn(
            "clone/rules/Auditor.Rules", "rules", "new", "example-set", "--category", "hygiene")).ExitCode.ShouldBe(ExitCode.Clean);

    [Fact]
    public async Task Outside_of_a_clone_it_says_where_rules_of_ones_own_go()
    {
        (await Run("rules", "new", "example-set", "--category", "hygiene"))
            .ShouldRefuse("is not in a clone of Auditor's repository", "plug-in");
    }

    [Fact]
    public async Task Overwrites_nothing()
    {
        Directory.CreateDirectory(PathOf("clone/tests/Auditor.Rules.Tests/Hygiene"));
        Write("clone/tests/Auditor.Rules.Tests/Hygiene/ExampleSetTests.cs", "mine");

        (await RunIn("clone", "rules", "new", "example-set", "--category", "hygiene"))
            .ShouldRefuse("There is a file already: tests/Auditor.Rules.Tests/Hygiene/ExampleSetTests.cs.");
        (await RunIn("clone", "rules", "new", "earlier", "--category", "transport"))
            .ShouldRefuse("There is a class of that name already: rules/Auditor.Rules/Hygiene/Earlier.cs.");
        File.Exists(PathOf(Rule)).ShouldBeFalse();
        Read("clone/tests/Auditor.Rules.Tests/Hygiene/ExampleSetTests.cs").ShouldBe("mine");
    }

    [Theory]
    [InlineData("'ExampleSet' cannot be the name of a rule", "ExampleSet", "--category", "hygiene")]
    [InlineData("cannot be the name of a rule", "../../example", "--category", "hygiene")]
    [InlineData("--category: 'hygine' is no category; did you mean 'hygiene'?", "example-set", "--category", "hygine")]
    [InlineData("--category: '7' is no category", "example-set", "--category", "7")]
    [InlineData("--category: 'other' is no category", "example-set", "--category", "other")]
    [InlineData(
        "--about: 'stages' is no subject of rules; did you mean 'stage'?", "example-set", "--category", "hygiene", "--about", "stages")]
    [InlineData("--severity: 'worst' is no severity", "example-set", "--category", "hygiene", "--severity", "worst")]
    [InlineData("--title: write a sentence", "example-set", "--category", "hygiene", "--title", "a \" quote")]
    [InlineData("--title: write a sentence", "example-set", "--category", "hygiene", "--title", "With a period.")]
    [InlineData("Option '--category' is required", "example-set")]
    public async Task Says_what_is_wrong(string message, params string[] arguments)
    {
        (await RunIn("clone", ["rules", "new", .. arguments])).ShouldRefuse(message);
        File.Exists(PathOf(Rule)).ShouldBeFalse();
    }

    private Task<CliRun> RunIn(string folder, params string[] arguments)
    {
        WorkingDirectory = PathOf(folder);
        return Run(arguments);
    }
}
