using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Templates.Tests;

/// <summary>The same estate in several languages (samples/templates/orders).</summary>
public sealed class SampleTests
{
    private const string Expected = """
        AGW1001 POST /orders
        AGW1013
        AGW4001
        AGW4008
        AGW6003
        """;

    // An OpenAPI file has routes and who may call them; stages, their web ACLs and logs are made elsewhere.
    private static readonly Dictionary<string, string[]> NotIn = new(StringComparer.Ordinal)
    {
        ["openapi.yaml"] = ["AGW4001", "AGW6003"],
    };

    private static readonly string Folder = Path.Combine(RulePages.Root, "samples", "templates", "orders");

    public static TheoryData<string> Files => [.. Names];

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(Path.GetFileName).OfType<string>();

    [Theory, MemberData(nameof(Files))]
    public void Has_the_same_findings_in_every_language(string file)
    {
        var said = Checked.Files(null, (file, File.ReadAllBytes(Path.Combine(Folder, file))));

        said.Broken.ShouldBeEmpty();
        Found(said.Result.Findings).ShouldBe(Of(file), said.Said);
    }

    [Theory, MemberData(nameof(Files))]
    public void Has_the_findings_of_the_inventory_that_it_makes(string file)
    {
        var said = Checked.Files(null, (file, File.ReadAllBytes(Path.Combine(Folder, file))));

        var ofInventory = Audit.Run(
            said.Result.Estate, RuleCatalogue.From(typeof(RuleDocumentation).Assembly), RuleSettings.Default, CancellationToken.None);

        Found(ofInventory.Findings.Where(finding => finding.Outcome is Outcome.Flagged)).ShouldBe(Of(file));
    }

    private static string Of(string file) => string.Join('\n', Expected.ReplaceLineEndings("\n").Split('\n')
        .Where(verdict => !NotIn.GetValueOrDefault(file, []).Contains(verdict.Split(' ')[0], StringComparer.Ordinal)));

    private static string Found(IEnumerable<Finding> findings) =>
        string.Join(
            '\n',
            findings.Where(finding => finding.Rule.OnByDefault).Select(finding => $"{finding.Rule.Id} {finding.Subject.Identity.Route}".TrimEnd()).Order(StringComparer.Ordinal));
}
