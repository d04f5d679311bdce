using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Reports.Html;
using Auditor.Reports.Tests.Examples;

namespace Auditor.Reports.Tests.Html;

public sealed class ConfigurationTests
{
    private static readonly Estate Sample = InventoryFile.Read(
        File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme.inventory.json")));

    private static readonly ReportInput Input = Acme.Report(
        Sample, RuleCatalogue.From(typeof(Rules.Authorization.RouteWithoutAuthorization).Assembly));

    private static readonly ConfigurationModels Configurations = new(Input.Inventory);

    [Theory]
    [InlineData("AGW1001", "authorization")]
    [InlineData("AGW6001", "accessLog")]
    public void What_a_finding_rests_on_is_marked(string rule, string member)
    {
        foreach (var finding in Input.Result.Flagged.Where(finding => finding.Rule.Id == rule))
        {
            var marked = string.Concat(Configurations.Of(finding).Parts.Where(part => part.IsMarked).Select(part => part.Text));
            marked.ShouldContain($"\"{member}\":", customMessage: finding.Message);
        }
    }

    // Evidence that is worked out (who can call, metrics, what identity policies say) is no member of a thing.
    [Fact]
    public void Many_findings_about_APIs_stages_and_routes_mark_something()
    {
        var about = Input.Result.Flagged.Where(finding => finding.Subject.Identity.ApiId is not null
            && finding.Evidence is not []).ToList();

        var marked = about.Count(finding => Configurations.Of(finding).Parts.Any(part => part.IsMarked));

        ((double)marked / about.Count).ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void What_is_not_marked_and_large_is_folded_and_no_more_than_the_thing_is_shown()
    {
        var longest = Input.Result.Flagged.Select(finding => string.Concat(Configurations.Of(finding).Parts.Select(part => part.Text)))
            .MaxBy(text => text.Split('\n').Length)
            .ShouldNotBeNull();

        longest.Split('\n').Length.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void A_thing_that_is_not_in_the_inventory_has_none()
    {
        var finding = Input.Result.Flagged.First();

        Configurations.Of(finding with { Subject = finding.Subject with { Pointer = "/scopes/99/restApis/0" } }).Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("loggingLevel of GET /orders", "settings loggingLevel")]
    [InlineData("accessLogSettings.format", "accessLog format")]
    [InlineData("tracingEnabled", "tracingEnabled")]
    [InlineData("authorizationType", "authorization")]
    public void Words_of_evidence_lead_to_members(string what, string members) =>
        ConfigurationMembers.Of(what).ShouldBe(members.Split(' '));

    // What the table says must be names that inventories have.
    [Fact]
    public void Every_member_that_is_named_is_one_of_an_inventory()
    {
        var names = typeof(Api).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Api).Namespace)
            .SelectMany(type => type.GetProperties())
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .ToImmutableHashSet(StringComparer.Ordinal);

        ConfigurationMembers.All.ShouldAllBe(name => names.Contains(name));
    }
}
