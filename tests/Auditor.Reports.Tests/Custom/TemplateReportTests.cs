using System.Text.Json;
using Auditor.Reports.Custom;
using Auditor.Reports.Json;
using Auditor.Reports.Tests.Csv;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Custom;

public sealed class TemplateReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_sample_works() =>
        Snapshot.ShouldMatch(Written.Text(TemplateReport.Read(Path.Combine(Repository.Root, "samples", "templates", "open-questions.md.hbs")), Acme.Report(Acme.Everything)), "Sample", "md");

    [Theory]
    [InlineData("my.hbs", "auditor.custom.txt")]
    [InlineData("my.md.hbs", "auditor.custom.md")]
    [InlineData("../my report.v2.json.hbs", "auditor.custom.json")]
    public void The_name_says_what_it_makes(string name, string file)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "deep")).FullName, name);
        File.WriteAllText(path, "x");

        TemplateReport.Read(path).FileName.ShouldBe(file);
    }

    [Theory]
    [InlineData("{{#each findings}}{{mesage}}{{/each}}", "mesage")]
    [InlineData("{{nothing}}", "nothing")]
    [InlineData("{{#each findings}}", "does not work")]
    [InlineData("{{#if (eq scan.incomplete)}}x{{/if}}", "'eq' compares two values")]
    [InlineData("{{> other}}", "other")]
    [InlineData("{{shout summary.flagged}}", "shout")]
    public void What_is_wrong_with_it_shows_before_anything_is_read(string template, string said) =>
        Should.Throw<ReportException>(() => Report("md", template)).Message.ShouldContain(said, Case.Insensitive);

    [Fact]
    public void A_template_that_is_not_there_is_a_clear_error() =>
        Should.Throw<ReportException>(() => TemplateReport.Read(Path.Combine(_folder, "no.md.hbs"))).Message.ShouldContain("cannot be read");

    [Fact]
    public void A_file_of_another_kind_is_refused() => Should.Throw<ReportException>(() => TemplateReport.Read("/etc/passwd")).Message.ShouldContain("has to be a .hbs file");

    [Fact]
    public void What_a_finding_lacks_is_empty() =>
        Written.Text(Report("txt", "{{#each findings}}{{#if (eq ruleId \"TST5001\")}}[{{region}}]{{/if}}{{/each}}"), Acme.Report(Acme.Everything)).ShouldBe("[]");

    [Fact]
    public void Html_is_escaped() => Written.Text(Report("html", "{{#each findings}}{{apiName}}{{/each}}"), Hostile.Report()).ShouldNotContain('<');

    [Fact]
    public void Json_stays_json() =>
        JsonDocument.Parse(Written.Text(Report("json", "[{{#each findings}}\"{{message}}\",{{/each}}\"\"]"), Hostile.Report())).RootElement.GetArrayLength().ShouldBeGreaterThan(100);

    [Fact]
    public void Csv_stays_csv() =>
        CsvReader.Read(Written.Text(Report("csv", "{{#each findings}}{{ruleId}},{{apiName}}\r\n{{/each}}"), Hostile.Report())).ShouldAllBe(row => row.Count == 2 && !row[1].StartsWith('='));

    [Fact]
    public void The_example_has_all_that_there_is()
    {
        using var stream = typeof(TemplateReport).Assembly.GetManifestResourceStream("example.json").ShouldNotBeNull();
        var documented = Names(JsonDocument.Parse(stream).RootElement, "").ToHashSet(StringComparer.Ordinal);
        var written = Names(JsonDocument.Parse(Written.Text(new JsonReport(), Measured.Report(Acme.WithAssumption, [.. TestRules.All, new ThrowingRule("boom")]))).RootElement, "").ToHashSet(StringComparer.Ordinal);

        written.Except(documented).ShouldBeEmpty();
        documented.Except(written).ShouldBe(["gate", "generatedAt"], ignoreOrder: true);
    }

    private static IEnumerable<string> Names(JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Names(member.Value, at.Length == 0 ? member.Name : $"{at}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Names(item, at)),
        _ => [at],
    };

    private TemplateReport Report(string extension, string template)
    {
        var path = Path.Combine(_folder, $"my.{extension}.hbs");
        File.WriteAllText(path, template);
        return TemplateReport.Read(path);
    }
}
