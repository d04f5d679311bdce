using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>What holds for every rule.</summary>
public sealed partial class EveryRule
{
    public static ImmutableArray<Rule> All { get; } = RuleCatalogue.From(typeof(RuleDocumentation).Assembly);

    public static TheoryData<Type> Rules => [.. All.Select(rule => rule.GetType())];

    public static Rule Create(Type rule) => (Rule)Activator.CreateInstance(rule).ShouldNotBeNull();

    [Fact]
    public void There_are_rules_in_every_category() =>
        Enum.GetValues<Category>().Except([Category.Other]).Except(All.Select(rule => rule.Info.Category)).ShouldBeEmpty();

    [Fact]
    public void Ids_names_and_titles_are_unique()
    {
        All.Select(rule => rule.Info.Id).ShouldBeUnique();
        All.Select(rule => rule.Info.Name).ShouldBeUnique();
        All.Select(rule => rule.Info.Title).ShouldBeUnique();
        Should.NotThrow(() => RuleCatalogue.Join(All));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_id_is_in_the_range_of_its_category(Type rule) =>
        Create(rule).Info.Id.ShouldMatch($"^AGW{(int)Create(rule).Info.Category}[0-9]{{3}}$");

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_class_is_called_like_its_name(Type rule)
    {
        var name = Create(rule).Info.Name;
        name.ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*$");
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])).ShouldBe(rule.Name);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_is_sealed_and_lives_in_the_folder_of_its_category(Type rule)
    {
        var category = Create(rule).Info.Category;
        rule.IsSealed.ShouldBeTrue();
        rule.Namespace.ShouldBe($"Auditor.Rules.{category}");
        File.Exists(Path.Combine(Repository.RulesFolder, "Auditor.Rules", category.ToString(), $"{rule.Name}.cs")).ShouldBeTrue();
        File.Exists(Path.Combine(Repository.Root, "tests", "Auditor.Rules.Tests", category.ToString(), $"{rule.Name}Tests.cs"))
            .ShouldBeTrue($"{rule.Name} has no tests.");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_class_is_finished(Type rule) =>
        File.ReadAllText(Path.Combine(Repository.RulesFolder, "Auditor.Rules", $"{Create(rule).Info.Category}", $"{rule.Name}.cs"))
            .ShouldNotContain(NewRule.Unwritten);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_title_is_a_short_sentence_without_a_period(Type rule)
    {
        var title = Create(rule).Info.Title;
        title.ShouldMatch(@"^[A-Z].*[^.\s]$");
        title.Length.ShouldBeLessThanOrEqualTo(100);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_names_the_frameworks_as_they_are_named(Type rule) =>
        Create(rule).Info.Frameworks.ShouldAllBe(framework => Framework().IsMatch(framework));

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_claims_nothing_when_nothing_could_be_read(Type rule) =>
        Run(rule, UnreadEstate.Nothing).Findings.ShouldAllBe(finding => finding.Outcome == Outcome.Inconclusive);

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_throws_nothing_when_only_names_could_be_read(Type rule) => Run(rule, UnreadEstate.OnlyNames);

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_finds_nothing_in_an_empty_inventory(Type rule) =>
        Run(rule, new Estate { CollectedAt = Example.Now }).Findings.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_finds_something_in_the_worst_estate(Type rule) =>
        Run(rule, RuleExamples.Of(rule)).Flagged.ShouldNotBeEmpty(
            $"Give {nameof(WorstEstate)} what {rule.Name} looks for, or its tests an estate of their own (IExampleEstate).");

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_messages_are_sentences_that_quote_what_they_name(Type rule)
    {
        foreach (var finding in Run(rule, RuleExamples.Of(rule)).Flagged)
        {
            finding.Message.ShouldMatch(@"^[A-Z].*\.$");
            finding.Message.Length.ShouldBeLessThanOrEqualTo(1024);
            finding.Message.ShouldMatch("'[^']+'");
            finding.Evidence.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_shows_hostile_names_and_never_obeys_them(Type rule)
    {
        foreach (var finding in Run(rule, RuleExamples.Of(rule, HostileName)).Findings)
        {
            finding.Message.ShouldNotContain('\u202e');
            finding.Message.ShouldNotContain('\u0007');
            finding.Message.ShouldNotContain('\n');
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_says_the_same_twice(Type rule) =>
        Tell(Run(rule, RuleExamples.Of(rule))).ShouldBe(Tell(Run(rule, RuleExamples.Of(rule))));

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_reports_each_thing_once(Type rule) =>
        Run(rule, RuleExamples.Of(rule)).Findings.Select(finding => finding.Fingerprint).ShouldBeUnique();

    private const string HostileName = "a\u202eb\u0007c\n' {x} <script>";

    private static AuditResult Run(Type rule, Estate estate)
    {
        var result = Audit.Run(estate, [Create(rule)]);
        result.Failures.Select(failure => $"{failure.Subject}: {failure.Error}").ShouldBeEmpty();
        return result;
    }

    private static IEnumerable<string> Tell(AuditResult result) => result.Findings.Select(finding =>
        $"{finding.Fingerprint} {finding.Outcome} {finding.Severity} {finding.Confidence} {finding.Message} "
            + $"{string.Join(", ", finding.Stages)} {string.Join(", ", finding.Evidence)}");

    [GeneratedRegex(@"^(CWE-[0-9]+|API([1-9]|10):2023|(APIGateway|WAF)\.[0-9]+|NIST\.800-53\.r5 [A-Z]{2}-[0-9]+(\([0-9]+\))?|PCI-DSS-4\.0\.1 [0-9.]+|CIS-AWS-7\.0 [0-9.]+)$")]
    private static partial Regex Framework();
}
