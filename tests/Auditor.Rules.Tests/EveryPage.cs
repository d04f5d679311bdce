using System.Diagnostics;
using System.Text.RegularExpressions;
using Auditor.Core.Fixes;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Rules.Tests;

/// <summary>What holds for the page of every rule.</summary>
public sealed partial class EveryPage
{
    public static TheoryData<Type> Rules => EveryRule.Rules;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_all_headings_in_order_with_text_below_each(Type rule)
    {
        var page = PageOf(rule);
        Heading().Matches(page.Markdown).Select(match => match.Groups[1].Value).ShouldBe(RulePage.Headings);
        foreach (var heading in RulePage.Headings)
        {
            page.Section(heading).ShouldNotBeNullOrWhiteSpace(heading);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_no_placeholder_that_reports_do_not_fill_in(Type rule) =>
        Placeholder()
            .Matches(PageOf(rule).Markdown)
            .Select(match => match.Groups[1].Value)
            .Except(RulePage.Placeholders, StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_finished(Type rule) =>
        PageOf(rule).Markdown.ShouldNotMatch(@"(?i)\b(TODO|TBD|FIXME|lorem ipsum|coming soon)\b|\(write this", $"Finish {rule.Name}.md.");

    [Theory]
    [MemberData(nameof(Rules))]
    public void Says_how_to_fix_it_in_each_way_that_people_work(Type rule)
    {
        var fix = PageOf(rule).Section("How to fix it");
        fix.ShouldSatisfyAllConditions(
            () => fix.ShouldContain("**Console**"),
            () => fix.ShouldContain("**AWS CLI**"),
            () => fix.ShouldContain("**CloudFormation"),
            () => fix.ShouldContain("**Terraform**"));
    }

    // ARNs begin with arn:aws-cn in the Regions in China and with arn:aws-us-gov in AWS GovCloud (US) (Amazon Resource Names).
    [Theory]
    [MemberData(nameof(Rules))]
    public void Commands_name_the_partition_that_the_finding_is_in(Type rule) =>
        PageOf(rule).Section("How to fix it").ShouldNotContain("arn:aws:");

    // A finding is about an API of one kind: commands of the other interface would be refused.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_block_of_commands_that_two_kinds_of_API_would_share_is_split(Type rule)
    {
        foreach (Match block in ShellBlock().Matches(PageOf(rule).Section("How to fix it")))
        {
            var kinds = ApiOfCommand().Matches(block.Value).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
            kinds.Count().ShouldBeLessThan(2, block.Value);
        }
    }

    // What looks like a value is pasted as one.
    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_reader_has_to_fill_in_is_a_blank_that_is_explained(Type rule)
    {
        foreach (Match block in ShellBlock().Matches(PageOf(rule).Section("How to fix it")))
        {
            ShellText.BlanksOf(block.Value).Except(FixBlanks.Names, StringComparer.Ordinal).ShouldBeEmpty(block.Value);
            block.Value.ShouldNotContain("example.com");
            BareBlank().Matches(block.Value).Select(match => match.Value).ShouldBeEmpty(block.Value);
        }
    }

    [Fact]
    public void Every_blank_that_is_explained_is_on_a_page_or_stands_for_a_placeholder() => FixBlanks.Names
        .Where(blank => !EveryRule.All.Any(rule => RulePage.Of(rule)?.Markdown.Contains(blank, StringComparison.Ordinal) is true))
        .Except(RulePage.Placeholders.Select(name => FixBook.WithBlanks($"{{{name}}}")), StringComparer.Ordinal)
        .ShouldBeEmpty();

    // Names that people chose stand between quotes inside the AWS CLI's own notation too, where a comma begins another member.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Names_that_people_chose_stand_between_quotes(Type rule)
    {
        foreach (Match block in ShellBlock().Matches(PageOf(rule).Section("How to fix it")))
        {
            ChosenUnquoted().Matches(block.Value).Select(match => match.Value).ShouldBeEmpty();
        }
    }

    [GeneratedRegex(@"```sh\n.*?```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"aws [a-z0-9-]+ .*?--(rest-api-id|api-id) \{apiId\}")]
    private static partial Regex ApiOfCommand();

    [GeneratedRegex(@"(?<![A-Z_""/])\b(?!AWS_|CUSTOM|NONE|LAMBDA|API_KEY)[A-Z][A-Z]+_(ID|ARN|NAME|URL|KEY|PLAN)\b")]
    private static partial Regex BareBlank();

    [GeneratedRegex(@"=\{(apiName|route|settingPath|settingsPath|methodPath|variable|backendWithTls|fullLogFormat|settingKey|path)\}")]
    private static partial Regex ChosenUnquoted();

    // Deploy REST APIs in API Gateway; Stages for HTTP APIs: what is changed acts with the next deployment, unless the stage deploys
    // automatically. A security policy and its access mode act by themselves (Change the security policy of an API).
    [Theory]
    [MemberData(nameof(Rules))]
    public void Commands_that_change_an_API_go_on_to_deploy_it(Type rule)
    {
        var fix = PageOf(rule).Section("How to fix it");
        if (ChangesRestApi().IsMatch(fix))
        {
            fix.ShouldContain("aws apigateway create-deployment");
        }

        if (ChangesV2Api().IsMatch(fix))
        {
            fix.ShouldContain("aws apigatewayv2 create-deployment");
        }
    }

    [GeneratedRegex(@"aws apigateway (update-(method|integration|authorizer|integration-response|gateway-response|request-validator)|put-(method|integration|gateway-response))\b")]
    private static partial Regex ChangesRestApi();

    [GeneratedRegex(@"aws apigatewayv2 update-(integration|route|authorizer|api)\b")]
    private static partial Regex ChangesV2Api();

    [Theory]
    [MemberData(nameof(Rules))]
    public void Marks_the_flagged_line_and_none_of_the_clean_example(Type rule)
    {
        var (page, marker) = (PageOf(rule), $"# {EveryRule.Create(rule).Info.Id}");
        Example(page, "Flagged").ShouldContain(marker, Case.Sensitive);
        Example(page, "Clean").ShouldNotContain(marker, Case.Sensitive);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_examples_differ_in_more_than_the_marker(Type rule)
    {
        var page = PageOf(rule);
        Example(page, "Flagged")
            .Replace($" # {EveryRule.Create(rule).Info.Id}", "", StringComparison.Ordinal)
            .ShouldNotBe(Example(page, "Clean"));
    }

    [CfnLintFact]
    [Trait("Category", "Exhaustive")]
    public void Cfn_lint_accepts_all_examples()
    {
        var folder = Directory.CreateTempSubdirectory("auditor-examples-");
        try
        {
            foreach (var rule in EveryRule.All)
            {
                var page = RulePage.Of(rule).ShouldNotBeNull();
                File.WriteAllText(Path.Combine(folder.FullName, $"{rule.Info.Id}-flagged.yaml"), Example(page, "Flagged"));
                File.WriteAllText(Path.Combine(folder.FullName, $"{rule.Info.Id}-clean.yaml"), Example(page, "Clean"));
            }

            // One process: it takes seconds to start, and milliseconds for each file.
            var start = new ProcessStartInfo(
                "cfn-lint",
                ["--non-zero-exit-code", "error", "--format", "parseable", "--regions", "eu-west-1", "--", .. folder.GetFiles().Select(file => file.FullName).Order(StringComparer.Ordinal)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start).ShouldNotBeNull();
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, output + errors.GetAwaiter().GetResult());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_head_is_what_the_rule_says(Type rule)
    {
        var file = Path.Combine(Repository.RulesFolder, RuleDocumentation.PathOf(EveryRule.Create(rule)));
        var text = File.ReadAllText(file);
        text.ShouldBe(RuleDocumentation.Page(EveryRule.Create(rule), text), "Run ./regenerate.");
    }

    [Fact]
    public void The_catalogue_is_what_the_rules_say() =>
        File.ReadAllText(Path.Combine(Repository.RulesFolder, "README.md"))
            .ShouldBe(new RuleDocumentation(EveryRule.All).Catalogue(), "Run ./regenerate.");

    [Fact]
    public void The_catalogue_links_to_pages_that_exist()
    {
        var links = Link().Matches(new RuleDocumentation(EveryRule.All).Catalogue()).Select(match => match.Groups[1].Value).ToList();
        links.Distinct(StringComparer.Ordinal).Count().ShouldBe(EveryRule.All.Length);
        links.ShouldAllBe(link => File.Exists(Path.Combine(Repository.RulesFolder, link)));
    }

    private static RulePage PageOf(Type rule) => RulePage.Of(EveryRule.Create(rule)).ShouldNotBeNull($"There is no {rule.Name}.md.");

    private static string Example(RulePage page, string heading)
    {
        var section = page.Section(heading);
        var block = YamlBlock().Matches(section).ShouldHaveSingleItem($"'{heading}' holds one block of YAML.");
        return block.Groups[1].Value;
    }

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // '${Api}' is CloudFormation's, '{proxy+}' is API Gateway's, '{Allow: {}}' is YAML.
    [GeneratedRegex(@"(?<!\$)\{([A-Za-z]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"\]\((Auditor\.Rules/[^)]+)\)")]
    private static partial Regex Link();
}
