using System.Text.Json;
using Auditor.Testing.Secrets;

namespace Auditor.Core.Tests.Secrets;

/// <summary><c>docs/privacy.md</c> lists every text that an inventory can hold.</summary>
public sealed class PrivacyPageTests
{
    [Fact]
    public void Every_text_of_every_type_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "privacy.md"));

        var missing = InventoryTexts.All.GroupBy(
            one => one.Type.Name, one => JsonNamingPolicy.CamelCase.ConvertName(one.Member.Name), StringComparer.Ordinal)
            .Select(type => $"| `{type.Key}` | {string.Join(", ", type.Select(name => $"`{name}`"))} |")
            .Where(row => !page.Contains(row, StringComparison.Ordinal))
            .ToList();

        missing.ShouldBeEmpty("docs/privacy.md says field by field what there is");
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file) ?? "", "..", "..", ".."));
}
