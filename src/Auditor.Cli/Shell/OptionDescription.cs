using System.Collections.Immutable;

namespace Auditor.Cli.Shell;

/// <summary>An option as people and shells see it.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Aliases">Its other names, with their dashes.</param>
/// <param name="Description">What it does.</param>
/// <param name="ValueName">What its value is called; <see langword="null"/> for a switch.</param>
/// <param name="ValueIsOptional">Whether it means something without a value, too.</param>
/// <param name="Values">Values to offer, where they are known.</param>
/// <param name="IsOfEveryCommand">Whether every command has it.</param>
internal sealed record OptionDescription(
    string Name,
    ImmutableArray<string> Aliases,
    string Description,
    string? ValueName,
    bool ValueIsOptional,
    ImmutableArray<string> Values,
    bool IsOfEveryCommand)
{
    /// <summary>All its names, the long one first.</summary>
    public ImmutableArray<string> Names => [Name, .. Aliases];

    /// <summary>Whether a value is a file or a folder, as far as its name tells.</summary>
    public bool TakesPath => ValueName is { } name
        && (name.Contains("file", StringComparison.Ordinal)
            || name.Contains("folder", StringComparison.Ordinal)
            || name is "dir"
            || name.Contains('.', StringComparison.Ordinal));

    /// <summary><c>--output &lt;folder&gt;</c>.</summary>
    public string Usage => ValueName is null ? Name : ValueIsOptional ? $"{Name} [<{ValueName}>]" : $"{Name} <{ValueName}>";
}
