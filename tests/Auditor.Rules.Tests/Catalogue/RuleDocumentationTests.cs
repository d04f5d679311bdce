using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Rules.Protection;

namespace Auditor.Rules.Tests.Catalogue;

public sealed class RuleDocumentationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-docs-");
    private readonly Rule _rule = new StageWithoutWebAcl();

    [Fact]
    public void Rewrites_the_head_of_a_page_and_nothing_else()
    {
        var page = RuleDocumentation.Page(_rule, "# Old: heading\n\n<!-- facts -->old<!-- facts -->\n\n## What it looks for\n\nText.\n");
        page.ShouldStartWith(
            "# AGW4001: No web ACL filters requests to this stage\n\n<!-- facts -->\n`stage-without-web-acl` · severity medium, lower "
                + "where fewer can reach it · REST · ");
        page.ShouldEndWith("<!-- facts -->\n\n## What it looks for\n\nText.\n");
        RuleDocumentation.Page(_rule, page).ShouldBe(page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("No heading.\n\n## What it looks for")]
    [InlineData("# Heading without text")]
    [InlineData("# Heading\n<!-- facts -->\nonly once")]
    public void Says_so_when_a_page_has_no_place_for_facts(string page) =>
        Should.Throw<FormatException>(() => RuleDocumentation.Page(_rule, page)).Message.ShouldContain("StageWithoutWebAcl.md");

    [Fact]
    public void Makes_a_place_for_facts_in_a_new_page()
    {
        var page = RuleDocumentation.Page(_rule, "# New\n\n## What it looks for\n\nText.\n");
        page.ShouldStartWith("# AGW4001: No web ACL filters requests to this stage\n\n<!-- facts -->\n`stage-without-web-acl` · ");
        page.ShouldEndWith("<!-- facts -->\n\n## What it looks for\n\nText.\n");
        RuleDocumentation.Page(_rule, page).ShouldBe(page);
    }

    [Fact]
    public void Writes_nothing_when_a_page_is_missing()
    {
        var catalogue = Path.Combine(_folder.FullName, "README.md");
        File.WriteAllText(catalogue, "old");

        Should.Throw<FormatException>(() => new RuleDocumentation([_rule])
            .Write(_folder.FullName)).Message.ShouldContain("StageWithoutWebAcl.md must be there");
        File.ReadAllText(catalogue).ShouldBe("old");
    }

    [Fact]
    public void Lists_each_rule_under_its_category_with_a_link()
    {
        var catalogue = new RuleDocumentation([_rule]).Catalogue();
        catalogue.ShouldContain("## Protection\n");
        catalogue.ShouldContain(
            "| [AGW4001](Auditor.Rules/Protection/StageWithoutWebAcl.md) | `stage-without-web-acl` | No web ACL filters requests to this "
                + "stage | medium, falls | REST | routes, domains, web ACLs |\n");
    }

    [Fact]
    public void Writes_only_what_changes()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "Auditor.Rules", "Protection"));
        var page = Path.Combine(_folder.FullName, RuleDocumentation.PathOf(_rule));
        File.WriteAllText(page, "# x\n<!-- facts --><!-- facts -->\n");
        var documentation = new RuleDocumentation([_rule]);
        documentation.Write(_folder.FullName).ShouldBe(["README.md", "Auditor.Rules/Protection/StageWithoutWebAcl.md"]);
        documentation.Write(_folder.FullName).ShouldBeEmpty();
        File.ReadAllText(page).ShouldStartWith("# AGW4001: ");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
