using Auditor.Core.Inventory;
using Auditor.Reports.Csv;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Csv;

public sealed class CsvReportTests
{
    // Git keeps line feeds only.
    [Fact]
    public void Is_what_was_approved() =>
        Snapshot.ShouldMatch(
            Written.Text(new CsvReport(), Acme.Report(Acme.Everything)).Replace("\r\n", "\n", StringComparison.Ordinal), "Acme", "csv");

    [Fact]
    public void There_is_a_row_for_each_finding_after_what_is_missing()
    {
        var input = Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]);
        var rows = Rows(input);

        rows[0].ShouldBe(
        [
            "incomplete",
            "notRead",
            .. input.Result.Failures.Select(_ => "ruleFailed"),
            .. input.Result.Findings.Select(finding => finding.Outcome.ToString().ToLowerInvariant()),
        ]);
    }

    [Fact]
    public void Every_row_has_every_column()
    {
        var rows = CsvReader.Read(Written.Text(new CsvReport(), Hostile.Report()));

        rows.ShouldAllBe(row => row.Count == rows[0].Count);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-rf")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData(" =1+1")]
    [InlineData("＝1+1")]
    public void No_name_is_a_formula(string name)
    {
        var end = name[^2..];
        ApiNames(name).ShouldAllBe(cell => cell.StartsWith('\'') && cell.EndsWith(end, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("say \"no\", or")]
    [InlineData("a=b")]
    [InlineData("שלום; 日本語")]
    public void Any_other_name_is_itself(string name) => ApiNames(name).ShouldAllBe(cell => cell == name);

    [Fact]
    public void No_hostile_cell_is_a_formula() =>
        CsvReader.Read(Written.Text(new CsvReport(), Hostile.Report()))
            .SelectMany(row => row)
            .ShouldAllBe(cell => cell.Length == 0 || !"=+-@\t\r\n".Contains(cell[0]));

    private static List<string> ApiNames(string name)
    {
        var estate = Acme.Nothing with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [Acme.Rest("a1", name, Acme.Route("GET /", AuthorizationKind.None))], [])] };
        var rows = CsvReader.Read(Written.Text(new CsvReport(), Acme.Report(estate)));
        var column = rows[0].IndexOf("apiName");
        List<string> names = [.. rows.Skip(1).Select(row => row[column]).Where(cell => cell.Length > 0)];
        names.ShouldNotBeEmpty();
        return names;
    }

    // By column.
    private static List<List<string>> Rows(ReportInput input)
    {
        var rows = CsvReader.Read(Written.Text(new CsvReport(), input));
        return [.. rows[0].Select((_, column) => rows.Skip(1).Select(row => row[column]).ToList())];
    }
}
