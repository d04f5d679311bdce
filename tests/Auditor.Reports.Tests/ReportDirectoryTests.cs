using Auditor.Reports.Tests.Examples;

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
    }

    [Fact]
    public void Writes_the_inventory_and_every_format_and_leaves_nothing_else()
    {
        var input = Acme.Report(Acme.Everything);

        var written = new ReportDirectory(_path).Write(input, ReportCatalogue.All);

        written.Select(Path.GetFileName).ShouldBe(["inventory.json", "auditor.html", "auditor.sarif", "findings.json"]);
        Directory.GetFileSystemEntries(_path).Order(StringComparer.Ordinal).ShouldBe(written.Order(StringComparer.Ordinal));
        File.ReadAllBytes(Path.Combine(_path, "inventory.json")).ShouldBe(input.Inventory.ToArray());
        written.ShouldAllBe(file => new FileInfo(file).Length > 100);
    }
}
