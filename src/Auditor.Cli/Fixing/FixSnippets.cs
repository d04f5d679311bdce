using Auditor.Core.Fixes;

namespace Auditor.Cli.Fixing;

/// <summary>What templates need so that findings go away, as one file of snippets: what is the same for several stands there
/// once.</summary>
internal static class FixSnippets
{
    public static string Of(SnippetLanguage language, IReadOnlyCollection<FixedFinding> findings)
    {
        var name = language is SnippetLanguage.Terraform ? "Terraform" : "CloudFormation";
        var snippets = findings
            .SelectMany(each => each.Fix.Snippets.Where(snippet => snippet.Language == language)
                .Select(snippet => (Of: each, snippet.Text)))
            .GroupBy(each => each.Text, each => each.Of, StringComparer.Ordinal);
        var without = findings.Where(each => each.Fix.Snippets.All(snippet => snippet.Language != language)).ToList();
        IEnumerable<string> lines =
        [
            $"# Snippets for {name}: put each into the resource that its comment names. They say what has to be there,",
            "# and are no whole template.",
            .. snippets.SelectMany(same => same
                .Select(each => FixHeader.Comment(FixHeader.Short(each, ":")))
                .Prepend("")
                .Append(same.Key)),
            .. without.Count == 0 ? [] : without
                .Select(each => FixHeader.Comment(FixHeader.Short(each, ":")))
                .Prepend($"# Not available for {name}; the pages of the rules say how:")
                .Prepend(""),
        ];
        return $"{string.Join('\n', lines)}\n";
    }
}
