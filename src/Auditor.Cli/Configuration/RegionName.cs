using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Cli.Configuration;

/// <summary>The names of Regions as people give them.</summary>
internal static partial class RegionName
{
    /// <summary>Stands for every Region that the account has enabled.</summary>
    public const string All = "all";

    /// <summary>The name, when it can be one: a typo would otherwise look like a Region that does not answer.</summary>
    /// <exception cref="UsageException">It cannot be the name of a Region.</exception>
    public static Sourced<string> Checked(Sourced<string> name) => name.Value is All || Pattern().IsMatch(name.Value)
        ? name
        : throw new UsageException(
            $"{name.Where}: {Quote.Of(name.Value)} is no name of a Region (they look like 'eu-central-1'; 'all' means every enabled one).");

    /// <summary>The name of a single Region.</summary>
    /// <exception cref="UsageException">It cannot be one.</exception>
    public static Sourced<string> One(Sourced<string> name) => name.Value is All
        ? throw new UsageException($"{name.Where}: '{All}' is no Region; leave the setting out for all of them.")
        : Checked(name);

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Pattern();
}
