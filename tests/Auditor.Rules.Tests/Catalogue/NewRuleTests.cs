using System.Reflection;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Rules.Tests.Catalogue;

/// <summary>A new rule is three files, and the tests of all rules ask for no other.</summary>
public sealed class NewRuleTests : IDisposable
{
    // Those compare with files of the repository, in which the rules made here are not.
    private static readonly string[] OfTheRepository =
        [
            nameof(EveryRule.It_is_sealed_and_lives_in_the_folder_of_its_category),
            nameof(EveryRule.Its_class_is_finished),
            nameof(EveryPage.Its_head_is_what_the_rule_says),
        ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-new-rule-");

    [Theory]
    [InlineData(Category.Authorization, "AGW1003", "AGW1001", "AGW1002", "AGW2007")]
    [InlineData(Category.Hygiene, "AGW7001", "AGW1001", "ACME7009", "AGW70001")]
    [InlineData(Category.Transport, "AGW2015", "AGW2014", "AGW2003")]
    public void Takes_the_next_id_of_its_category(Category category, string id, params string[] taken) =>
        NewRule.NextId(category, taken).ShouldBe(id);

    [Theory]
    [InlineData("data-trace-on", true)]
    [InlineData("tls13-off", true)]
    [InlineData("DataTrace", false)]
    [InlineData("data_trace", false)]
    [InlineData("1-data", false)]
    [InlineData("data-", false)]
    [InlineData("../data", false)]
    [InlineData("data\n", false)]
    [InlineData("", false)]
    public void Knows_what_can_be_the_name_of_a_rule(string name, bool can) => NewRule.IsName(name).ShouldBe(can);

    [Fact]
    public void Is_a_class_a_page_and_tests_of_one_name() =>
        new NewRule { Name = "example-set", Category = Category.Hygiene }.Files("AGW7099").Select(file => file.Path).ShouldBe(
        [
            "rules/Auditor.Rules/Hygiene/ExampleSet.cs", "rules/Auditor.Rules/Hygiene/ExampleSet.md",
            "tests/Auditor.Rules.Tests/Hygiene/ExampleSetTests.cs",
        ]);

    [Theory]
    [InlineData(NewRuleSubject.Stage)]
    [InlineData(NewRuleSubject.Api)]
    [InlineData(NewRuleSubject.Route)]
    public void Its_examples_differ_in_the_marked_line(NewRuleSubject subject)
    {
        var page = RulePage.Parse(new NewRule { Name = "example-set", Category = Category.Hygiene, Subject = subject }
            .Files("AGW7099")[1].Text);

        var flagged = page.Section("Flagged").Split('\n');
        var clean = page.Section("Clean").Split('\n');
        flagged.Length.ShouldBe(clean.Length);
        flagged.Zip(clean).Count(pair => pair.First != pair.Second).ShouldBeInRange(1, 2);
        flagged.Count(line => line.EndsWith(" # AGW7099", StringComparison.Ordinal)).ShouldBe(1);
    }

    // The compiler takes seconds.
    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task Compiles_and_passes_its_tests_and_those_of_all_rules()
    {
        NewRule[] rules =
        [
            .. Enum.GetValues<NewRuleSubject>()
                .Select(subject => new NewRule
                {
                    Name = $"example-of-{subject}".ToLowerInvariant(),
                    Category = Category.Hygiene,
                    Subject = subject,
                }),
        ];
        var assembly = await Compiled(rules);

        foreach (var (index, rule) in rules.Index())
        {
            var type = assembly.GetType($"Auditor.Rules.Hygiene.{rule.ClassName}").ShouldNotBeNull();
            EveryRule.Create(type).Info.Id.ShouldBe($"AGW709{index}");
            RuleRunner.FailedOf(assembly.GetType($"Auditor.Rules.Tests.Hygiene.{rule.ClassName}Tests").ShouldNotBeNull()).ShouldBeEmpty();
            var failed = RuleRunner.FailedOfAllRules(type).Where(test => !OfTheRepository.Contains(test.Name)).ToList();
            // What its author has to write, and nothing else.
            failed.Select(test => test.Name).ShouldBe([nameof(EveryPage.Is_finished)], string.Join('\n', failed));
            failed[0].Message.ShouldContain($"Finish {rule.ClassName}.md.");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Assembly> Compiled(NewRule[] rules)
    {
        var global = Path.Combine(_folder.FullName, "Global.cs");
        string[] namespaces =
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks", "Shouldly", "Xunit",
        ];
        await File.WriteAllLinesAsync(global, namespaces.Select(name => $"global using {name};"));
        var output = Path.Combine(_folder.FullName, "NewRules.dll");
        List<string> arguments =
        [
            "-nologo", "-target:library", "-nullable:enable", "-langversion:14", "-warnaserror", $"-out:{output}", global,
        ];
        foreach (var (index, rule) in rules.Index())
        {
            foreach (var (path, text) in rule.Files($"AGW709{index}"))
            {
                var file = Path.Combine(_folder.FullName, Path.GetFileName(path));
                await File.WriteAllTextAsync(file, text);
                arguments.Add(path.EndsWith(".md", StringComparison.Ordinal) ? $"-resource:{file},{Path.GetFileName(path)}" : file);
            }
        }

        var known = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        arguments.AddRange(known.Split(Path.PathSeparator).Select(reference => $"-reference:{reference}"));
        var response = Path.Combine(_folder.FullName, "compiler.rsp");
        await File.WriteAllLinesAsync(response, arguments.Select(argument => $"\"{argument}\""));
        var (exitCode, said) = await RuleRunner.Compile(response);
        exitCode.ShouldBe(0, said);
        return Assembly.LoadFrom(output);
    }
}
