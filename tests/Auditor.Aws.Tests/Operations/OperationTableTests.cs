using System.Runtime.CompilerServices;
using Auditor.Aws.Catalogue;

namespace Auditor.Aws.Tests.Operations;

public sealed class OperationTableTests
{
    /// <summary>UPDATE_SNAPSHOTS=1 writes the page anew.</summary>
    [Fact]
    public async Task The_page_of_operations_is_what_is_declared()
    {
        var page = Path.Combine(Root(), "docs", "operations.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            await File.WriteAllTextAsync(page, OperationTable.Markdown());
        }

        (await File.ReadAllTextAsync(page)).ShouldBe(OperationTable.Markdown());
    }

    [Fact]
    public void Every_operation_says_what_it_is_for_and_breaks_no_table()
    {
        foreach (var operation in ReadOperations.All)
        {
            operation.Feeds.ShouldMatch(@"^[A-Z][^|\n]+\.$");
            operation.Lost.ShouldMatch(@"^[A-Z][^|\n]+\.$");
            operation.Cost.ShouldMatch(@"^(1|once)\b[^|\n]*[^.]$|^1$");
        }

        OperationTable.Markdown()
            .Split('\n')
            .Count(line => line.StartsWith("| `", StringComparison.Ordinal))
            .ShouldBe(ReadOperations.All.Length);
    }

    private static string Root([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Auditor.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"There is no Auditor.sln above '{here}'.");
    }
}
