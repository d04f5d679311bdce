using Auditor.Reports.Tests.Examples;
using Moq;

namespace Auditor.Reports.Tests;

public sealed class ReportDirectoryTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"auditor-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        File.Delete(_path);
    }

    [Fact]
    public void Who_cancels_while_a_report_is_written_gets_none_and_keeps_the_older_ones()
    {
        using var cancellation = new CancellationTokenSource();
        var directory = new ReportDirectory(_path);
        directory.Write(Acme.Report(Acme.Nothing), ReportCatalogue.All);
        var before = Directory.EnumerateFiles(_path).Order(StringComparer.Ordinal).ToDictionary(file => file, File.ReadAllText);
        var written = 0;
        var endless = new Endless(() =>
        {
            written++;
            cancellation.Cancel();
        });

        Should.Throw<OperationCanceledException>(() => directory.Write(
            Acme.Report(Acme.Complete), [.. ReportCatalogue.All, endless], cancellation.Token));

        written.ShouldBe(1);
        Directory.EnumerateFiles(_path).Order(StringComparer.Ordinal).ToDictionary(file => file, File.ReadAllText).ShouldBe(before);
    }

    [Fact]
    public void Writes_the_inventory_and_every_format_and_leaves_nothing_else()
    {
        var input = Acme.Report(Acme.Everything);

        var written = new ReportDirectory(_path).Write(input, ReportCatalogue.All);

        written.Select(Path.GetFileName).ShouldBe(
        [
            "inventory.json", "auditor.html", "auditor.sarif", "findings.json", "auditor.md", "auditor.junit.xml", "auditor.csv",
            "auditor.github.txt",
            "auditor.ocsf.jsonl", "auditor.asff.json", "auditor.evidence.fsbp.html", "auditor.evidence.nist-800-53.html",
            "auditor.evidence.nist-csf-2.html",
            "auditor.evidence.iso-27001-2022.html", "auditor.evidence.soc-2.html", "auditor.evidence.hipaa.html",
            "auditor.evidence.owasp-api-2023.html", "auditor.evidence.cwe.html",
        ]);
        Directory.GetFileSystemEntries(_path).Order(StringComparer.Ordinal).ShouldBe(written.Order(StringComparer.Ordinal));
        File.ReadAllBytes(Path.Combine(_path, "inventory.json")).ShouldBe(input.Inventory.ToArray());
        written.ShouldAllBe(file => new FileInfo(file).Length > 100);
    }

    [Fact]
    public void Sarif_names_the_inventory_alike_whatever_the_folder_is()
    {
        var path = Path.Combine(_path, "nightly reports");

        new ReportDirectory(path).Write(Acme.Report(Acme.Complete), [new Reports.Sarif.SarifReport()]);

        var sarif = File.ReadAllText(Path.Combine(path, "auditor.sarif"));
        sarif.ShouldContain("\"uri\": \"auditor-report/inventory.json\"");
        sarif.ShouldNotContain("nightly");
    }

    [Fact]
    public void A_report_that_fails_leaves_the_older_ones_and_nothing_half()
    {
        var directory = new ReportDirectory(_path);
        directory.Write(Acme.Report(Acme.Nothing), ReportCatalogue.All);
        var before = Contents();

        var failure = Should.Throw<ReportException>(() => directory.Write(
            Acme.Report(Acme.Everything), [.. ReportCatalogue.All, FullDisk()]));

        failure.Message.ShouldBe($"Cannot write reports into '{_path}': No space left on device");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_report_with_a_defect_leaves_the_older_ones_too()
    {
        var directory = new ReportDirectory(_path);
        directory.Write(Acme.Report(Acme.Nothing), ReportCatalogue.All);
        var before = Contents();

        Should.Throw<InvalidOperationException>(() => directory.Write(
            Acme.Report(Acme.Everything), [.. ReportCatalogue.All, Report("defect", () => throw new InvalidOperationException())]));

        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_report_is_a_clear_error_and_leaves_the_older_ones()
    {
        var directory = new ReportDirectory(_path);
        directory.Write(Acme.Report(Acme.Nothing), [new Reports.Json.JsonReport()]);
        var before = Contents();
        Directory.CreateDirectory(Path.Combine(_path, "auditor.sarif"));

        Should.Throw<ReportException>(() => directory.Write(
            Acme.Report(Acme.Everything),
            ReportCatalogue.All)).Message.ShouldStartWith($"'{Path.Combine(_path, "auditor.sarif")}' is a folder");

        Directory.Delete(Path.Combine(_path, "auditor.sarif"));
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_report_of_several_files_appears_whole_or_not_at_all()
    {
        var directory = new ReportDirectory(_path);
        var split = new Reports.Sarif.SarifReport { Split = Reports.Sarif.SarifSplit.Account };

        Should.Throw<ReportException>(() => directory.Write(Acme.Report(Acme.Everything), [split, FullDisk()]));
        Directory.GetFileSystemEntries(_path).ShouldBeEmpty();

        directory.Write(Acme.Report(Acme.Everything), [split])
            .Select(Path.GetFileName)
            .ShouldBe(["inventory.json", "auditor.111122223333.sarif", "auditor.444455556666.sarif"]);
    }

    [Fact]
    public void Sarif_of_an_earlier_run_goes_when_it_is_split_otherwise_and_nothing_else_does()
    {
        var directory = new ReportDirectory(_path);
        var (whole, split) = (new Reports.Sarif.SarifReport(), new Reports.Sarif.SarifReport { Split = Reports.Sarif.SarifSplit.Account });
        directory.Write(Acme.Report(Acme.Everything), [split]);
        var own = File.ReadAllText(Path.Combine(_path, "auditor.444455556666.sarif"));
        var others = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["auditor.777788889999.sarif"] = own.Replace("\"name\": \"Auditor\"", "\"name\": \"CodeQL\"", StringComparison.Ordinal),
            ["auditor.777788889999.2.sarif"] = "{ \"version\": \"2.1.0\", \"properties\": { \"runs\": [{ \"tool\": { \"driver\": { "
                + "\"name\": \"Auditor\" } } }] }, \"runs\": [] }",
            ["auditor.111100002222.sarif"] = "not JSON",
            ["auditor.111100003333.sarif"] = "",
            ["auditor.baseline.sarif"] = own,
            ["copy of auditor.444455556666.sarif"] = own,
            ["auditor.444455556666.sarif.bak"] = own,
        };
        foreach (var (name, text) in others)
        {
            File.WriteAllText(Path.Combine(_path, name), text);
        }

        var elsewhere = Directory.CreateDirectory(Path.Combine(_path, "yesterday")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "auditor.444455556666.sarif"), own);
        File.CreateSymbolicLink(Path.Combine(_path, "auditor.444455557777.sarif"), Path.Combine(elsewhere, "auditor.444455556666.sarif"));

        directory.Write(Acme.Report(Acme.Everything), [whole]);
        Names().ShouldBe(["auditor.444455557777.sarif", "auditor.sarif", "inventory.json", "yesterday", .. others.Keys], ignoreOrder: true);
        others.ShouldAllBe(other => File.ReadAllText(Path.Combine(_path, other.Key)) == other.Value);
        File.ReadAllText(Path.Combine(elsewhere, "auditor.444455556666.sarif")).ShouldBe(own);

        // An account less, and split again.
        directory.Write(Acme.Report(Acme.Everything), [split]);
        directory.Write(Acme.Report(Acme.Complete), [split]);
        Names().ShouldBe(
            ["auditor.444455557777.sarif", "auditor.111122223333.sarif", "inventory.json", "yesterday", .. others.Keys], ignoreOrder: true);
    }

    [Fact]
    public void Sarif_of_an_earlier_run_stays_when_this_one_writes_none_or_fails()
    {
        var directory = new ReportDirectory(_path);
        directory.Write(Acme.Report(Acme.Everything), [new Reports.Sarif.SarifReport { Split = Reports.Sarif.SarifSplit.Account }]);
        var before = Contents();

        Should.Throw<ReportException>(() => directory.Write(Acme.Report(Acme.Nothing), [new Reports.Sarif.SarifReport(), FullDisk()]));
        Contents().ShouldBe(before);

        directory.Write(Acme.Report(Acme.Everything), [new Reports.Json.JsonReport()]);
        Names().ShouldBe(
            ["auditor.111122223333.sarif", "auditor.444455556666.sarif", "findings.json", "inventory.json"], ignoreOrder: true);
    }

    [Fact]
    public void A_file_in_its_place_is_a_clear_error()
    {
        File.WriteAllText(_path, "mine");

        Should.Throw<ReportException>(() => new ReportDirectory(_path).Write(Acme.Report(Acme.Nothing), ReportCatalogue.All))
            .Message.ShouldBe($"'{_path}' is a file. Reports need a folder: give another one with --output.");

        File.ReadAllText(_path).ShouldBe("mine");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_clear_error() =>
        Should.Throw<ReportException>(() => new ReportDirectory("/proc/auditor-report")
            .Write(Acme.Report(Acme.Nothing), ReportCatalogue.All))
            .Message.ShouldStartWith("Cannot write reports into '/proc/auditor-report': ");

    [Fact]
    public void Two_runs_at_once_do_not_mix()
    {
        var directory = new ReportDirectory(_path);
        ReportException? second = null;
        var first = Report(
            "meanwhile",
            () => second = Should.Throw<ReportException>(() => new ReportDirectory(_path).Write(Acme.Report(Acme.Nothing), ReportCatalogue.All)));

        var written = directory.Write(Acme.Report(Acme.Everything), [.. ReportCatalogue.All, first]);

        second.ShouldNotBeNull().Message.ShouldStartWith($"Another run is writing into '{_path}'.");
        File.ReadAllText(Path.Combine(_path, "findings.json")).ShouldContain("\"444455556666\"");
        Names().ShouldBe(written.Select(Path.GetFileName), ignoreOrder: true);
        directory.Write(Acme.Report(Acme.Nothing), ReportCatalogue.All);
    }

    [Fact]
    public void Formats_are_found_by_name()
    {
        ReportCatalogue.All.Select(report => report.Format)
            .ShouldBe(["html", "sarif", "json", "markdown", "junit", "csv", "github", "ocsf", "asff", "evidence"]);
        ReportCatalogue.Find("HTML").ShouldBeOfType<Reports.Html.HtmlReport>();
        ReportCatalogue.Find("pdf").ShouldBeNull();
    }

    private IEnumerable<string?> Names() => Directory.GetFileSystemEntries(_path).Select(Path.GetFileName);

    private Dictionary<string, string> Contents() =>
        Directory.GetFileSystemEntries(_path).ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);

    private static IReport FullDisk() => Report("full", () => throw new IOException("No space left on device"));

    private static IReport Report(string format, Action write)
    {
        var report = new Mock<IReport>(MockBehavior.Strict);
        report.Setup(each => each.Format).Returns(format);
        report.Setup(each => each.FileName).Returns($"{format}.txt");
        report.Setup(each => each.Write(It.IsAny<ReportInput>(), It.IsAny<Stream>())).Callback(write);
        return report.Object;
    }

    private sealed class Endless(Action afterEachLine) : IReport
    {
        public string Format => "endless";

        public string FileName => "endless.txt";

        public void Write(ReportInput input, Stream output)
        {
            while (true)
            {
                output.Write("once more\n"u8);
                afterEachLine();
            }
        }
    }
}
