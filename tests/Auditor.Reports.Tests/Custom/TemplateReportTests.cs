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
        Snapshot.ShouldMatch(
            Written.Text(
                TemplateReport.Read(Path.Combine(Repository.Root, "samples", "templates", "open-questions.md.sbn")),
                Acme.Report(Acme.Everything)),
            "Sample",
            "md");

    [Theory]
    [InlineData("my.sbn", "auditor.custom.txt")]
    [InlineData("my.md.sbn", "auditor.custom.md")]
    [InlineData("../my report.v2.json.sbn", "auditor.custom.json")]
    public void The_name_says_what_it_makes(string name, string file)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "deep")).FullName, name);
        File.WriteAllText(path, "x");

        TemplateReport.Read(path).FileName.ShouldBe(file);
    }

    [Theory]
    [InlineData("{{ for finding in findings }}{{ finding.mesage }}{{ end }}", "line 1, column 41: There is no 'mesage'")]
    [InlineData("\n {{ nothing }}", "line 2, column 5")]
    [InlineData("{{ for finding in findings }}", "<end> statement was not found")]
    [InlineData("{{ if scan.incomplete == }}x{{ end }}", "does not work")]
    [InlineData("{{ include '/etc/passwd' }}", "include")]
    [InlineData("{{ shout summary.flagged }}", "shout")]
    public void What_is_wrong_with_it_shows_before_anything_is_read(string template, string said) =>
        Should.Throw<ReportException>(() => Report("md", template)).Message.ShouldContain(said, Case.Insensitive);

    [Fact]
    public void A_template_that_is_not_there_is_a_clear_error() =>
        Should.Throw<ReportException>(() => TemplateReport.Read(
            Path.Combine(_folder, "no.md.sbn"))).Message.ShouldContain("cannot be read");

    [Fact]
    public void A_file_of_another_kind_is_refused() =>
        Should.Throw<ReportException>(() => TemplateReport.Read("/etc/passwd")).Message.ShouldContain("has to be a .sbn file");

    [Theory]
    [InlineData("{{ while true }}{{ end }}", "iteration limit")]
    [InlineData("{{ for a in 1..1000 }}{{ for b in 1..1000 }}{{ end }}{{ end }}", "iteration limit")]
    [InlineData("{{ func again }}{{ again }}{{ end }}{{ again }}", "recursive")]
    [InlineData("{{ for number in (1..2000000000) }}{{ number }}{{ end }}", "LoopLimit")]
    public void A_template_ends(string template, string said) =>
        Should.Throw<ReportException>(() => Report("md", template)).Message.ShouldContain(said, Case.Insensitive);

    [Fact]
    public void A_template_has_no_clock() =>
        Should.Throw<ReportException>(() => Report("md", "{{ date.now }}")).Message.ShouldContain("now");

    [Fact]
    public void A_template_of_Handlebars_is_answered_with_what_to_do()
    {
        var path = Path.Combine(_folder, "old.md.hbs");
        File.WriteAllText(path, "{{#each findings}}{{ruleId}}{{/each}}");

        var said = Should.Throw<ReportException>(() => TemplateReport.Read(path)).Message;

        said.ShouldContain("Handlebars");
        said.ShouldContain(".sbn");
    }

    [Fact]
    public void Marked_raw_is_not_escaped() =>
        Written.Text(Report("html", "{{ '<b>' | raw }}{{ '<b>' }}"), Acme.Report(Acme.Everything)).ShouldBe("<b>&lt;b&gt;");

    [Fact]
    public void What_a_finding_lacks_is_empty() =>
        Written.Text(
            Report("txt", "{{ for finding in findings }}{{ if finding.ruleId == 'TST5001' }}[{{ finding.region }}]{{ end }}{{ end }}"),
            Acme.Report(Acme.Everything))
            .ShouldBe("[]");

    [Fact]
    public void Html_is_escaped() =>
        Written.Text(Report("html", "{{ for finding in findings }}{{ finding.apiName }}{{ end }}"), Hostile.Report()).ShouldNotContain('<');

    [Fact]
    public void Json_stays_json() =>
        JsonDocument.Parse(Written.Text(
            Report("json", "[{{ for finding in findings }}\"{{ finding.message }}\",{{ end }}\"\"]"),
            Hostile.Report())).RootElement.GetArrayLength()
            .ShouldBeGreaterThan(100);

    [Fact]
    public void Csv_stays_csv() =>
        CsvReader.Read(Written.Text(
            Report("csv", "{{ for finding in findings }}{{ finding.ruleId }},{{ finding.apiName }}\r\n{{ end }}"), Hostile.Report()))
            .ShouldAllBe(row => row.Count == 2 && !row[1].StartsWith('='));

    [Fact]
    public void The_example_has_all_that_there_is()
    {
        using var stream = typeof(TemplateReport).Assembly.GetManifestResourceStream("example.json").ShouldNotBeNull();
        var documented = Names(JsonDocument.Parse(stream).RootElement, "").ToHashSet(StringComparer.Ordinal);
        var written = Names(
            JsonDocument.Parse(Written.Text(
                new JsonReport(), Measured.Report(Acme.WithAssumption, [.. TestRules.All, new ThrowingRule("boom")]))).RootElement,
            "")
            .ToHashSet(StringComparer.Ordinal);

        written.Except(documented).ShouldBeEmpty();
        documented.Except(written).ShouldBe(["gate", "generatedAt"], ignoreOrder: true);
    }

    private static IEnumerable<string> Names(JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(member => Names(member.Value, at.Length == 0 ? member.Name : $"{at}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Names(item, at)),
        _ => [at],
    };

    private TemplateReport Report(string extension, string template)
    {
        var path = Path.Combine(_folder, $"my.{extension}.sbn");
        File.WriteAllText(path, template);
        return TemplateReport.Read(path);
    }
}
