using System.Collections.Immutable;
using Auditor.Core.Fixes;

namespace Auditor.Cli.Shell;

/// <summary>What the scripts of several shells have in common.</summary>
internal static class CompletionText
{
    /// <summary>The patterns of one branch of <c>case</c>.</summary>
    public static string Alternatives(IEnumerable<string> patterns) => string.Join(" | ", patterns.Select(ShellText.Quoted));

    /// <summary><c>rules list</c>, and <c> scan</c> with nothing before it: the words so far, a blank, the next word.</summary>
    public static string WithParent(string path) => path.Contains(' ', StringComparison.Ordinal) ? path : $" {path}";

    /// <summary>Options that take a value and offer the same: the command's words, a blank, the option.</summary>
    public static IEnumerable<(ImmutableArray<string> Patterns, OptionDescription Option)> ByValues(
        ImmutableArray<CommandDescription> tree) => tree
        .SelectMany(command => command.Options.Where(option => option.ValueName is not null)
            .Select(option => (command.Path, Option: option)))
        .GroupBy(entry => (string.Join(' ', entry.Option.Values), entry.Option.TakesPath, entry.Option.ValueIsOptional))
        .Select(group => (group.SelectMany(entry => entry.Option.Names.Select(name => $"{entry.Path} {name}"))
            .ToImmutableArray(), group.First().Option));

    /// <summary>The first sentence or clause of a description, on one line.</summary>
    public static string Brief(string description)
    {
        var end = description.IndexOfAny([':', ';', '[']);
        var brief = (end > 0 ? description[..end] : description).Trim();
        return brief.Length > 0 ? brief : description;
    }
}
