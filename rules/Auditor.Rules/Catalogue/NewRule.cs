using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Core.Metadata;

namespace Auditor.Rules.Catalogue;

/// <summary>
/// The files of a new built-in rule: a class, its page and its tests, which work, with an example in place of what the rule is about.
/// </summary>
public sealed partial record NewRule
{
    /// <summary>What stands in the page for what its author has to write.</summary>
    public const string Unwritten = "(write this";

    /// <summary>How many letters a title may have.</summary>
    public const int LongestTitle = 100;

    /// <summary>Kebab-case name of the bad pattern.</summary>
    public required string Name { get; init; }

    public required Category Category { get; init; }

    public NewRuleSubject Subject { get; init; }

    public Severity Severity { get; init; } = Severity.Medium;

    /// <summary>What reports say of a finding; <see langword="null"/> for the name as a sentence.</summary>
    public string? Title { get; init; }

    /// <summary><c>StageWithoutWebAcl</c> of <c>stage-without-web-acl</c>: what class, page and tests are called.</summary>
    public string ClassName => string.Concat(Name.Split('-').Select(Capitalized));

    private string TitleText => Title ?? Capitalized(Name.Replace('-', ' '));

    /// <summary>Whether this can be the name of a rule: it is that of a class, too.</summary>
    public static bool IsName(string text) => KebabCase().IsMatch(text);

    /// <summary>Whether this can be a rule's title: a sentence as reports have them, which stands in C# and in YAML as it is.</summary>
    public static bool IsTitle(string text) =>
        text is [>= 'A' and <= 'Z', .., not '.']
        && text.Length <= LongestTitle
        && !text.Any(letter => letter is '"' or '\\' || char.IsControl(letter));

    /// <summary>The next id of a category that none of these is.</summary>
    public static string NextId(Category category, IEnumerable<string> taken)
    {
        var last = taken
            .Where(id => id.Length == "AGW1001".Length && id.StartsWith(Prefix(category), StringComparison.Ordinal))
            .Select(id => int.Parse(id.AsSpan(Prefix(category).Length), NumberStyles.None, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0)
            .Max();
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix(category)}{last + 1:000}");
    }

    /// <summary>The files, by their paths in the repository.</summary>
    public ImmutableArray<(string Path, string Text)> Files(string id) =>
    [
        ($"rules/Auditor.Rules/{Category}/{ClassName}.cs", Filled($"{Subject}.rule.txt", id)),
        ($"rules/Auditor.Rules/{Category}/{ClassName}.md", Page(id)),
        ($"tests/Auditor.Rules.Tests/{Category}/{ClassName}Tests.cs", Filled($"{Subject}.tests.txt", id)),
    ];

    private static string Prefix(Category category) => string.Create(CultureInfo.InvariantCulture, $"AGW{(int)category}");

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private string Page(string id)
    {
        var template = Text("Template.txt").TrimEnd();
        return Filled("Page.txt", id)
            .Replace("{Flagged}", Example(template, isFlagged: true, id), StringComparison.Ordinal)
            .Replace("{Clean}", Example(template, isFlagged: false, id), StringComparison.Ordinal);
    }

    // The flagged line is marked with the rule's id, and is the only one that differs.
    private string Example(string template, bool isFlagged, string id) => template
        .Replace("{Api}", Subject is not NewRuleSubject.Api ? "EndpointConfiguration: {Types: [REGIONAL]}"
            : isFlagged ? $"SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09\n      EndpointAccessMode: BASIC # {id}"
            : "SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09\n      EndpointAccessMode: STRICT", StringComparison.Ordinal)
        .Replace("{Path}", Subject is NewRuleSubject.Route && isFlagged ? "example" : "orders", StringComparison.Ordinal)
        .Replace("{Method}", Subject is NewRuleSubject.Route && isFlagged ? $" # {id}" : "", StringComparison.Ordinal)
        .Replace("{Stage}", Subject is not NewRuleSubject.Stage ? "TracingEnabled: true"
            : isFlagged ? $"Variables: {{example: \"yes\"}} # {id}"
            : "Variables: {backend: \"yes\"}", StringComparison.Ordinal);

    private string Filled(string template, string id) => Text(template)
        .Replace("{Id}", id, StringComparison.Ordinal)
        .Replace("{Name}", Name, StringComparison.Ordinal)
        .Replace("{Class}", ClassName, StringComparison.Ordinal)
        .Replace("{Title}", TitleText, StringComparison.Ordinal)
        .Replace("{Category}", Category.ToString(), StringComparison.Ordinal)
        .Replace("{Severity}", Severity.ToString(), StringComparison.Ordinal);

    private static string Text(string name)
    {
        using var stream = typeof(NewRule).Assembly.GetManifestResourceStream($"NewRule.{name}")
            ?? throw new InvalidOperationException($"The assembly has no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();
}
