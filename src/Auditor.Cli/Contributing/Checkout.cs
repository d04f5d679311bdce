using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Text;
using Auditor.Rules.Catalogue;

namespace Auditor.Cli.Contributing;

/// <summary>A clone of Auditor's repository, for those who change built-in rules.</summary>
internal sealed partial class Checkout
{
    private readonly string _root;

    private Checkout(string root) => _root = root;

    private string RulesFolder => Path.Combine(_root, "rules", "Auditor.Rules");

    /// <summary>The clone that a folder is in.</summary>
    /// <exception cref="UsageException">It is in none.</exception>
    public static Checkout Around(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            var checkout = new Checkout(above);
            if (File.Exists(Path.Combine(above, "Auditor.sln")) && Directory.Exists(checkout.RulesFolder))
            {
                return checkout;
            }
        }

        throw new UsageException(
            $"{Quote.Of(folder)} is not in a clone of Auditor's repository, which is where built-in rules are written. "
            + "A rule of your own goes into a plug-in: samples/plugin in the repository is one.");
    }

    /// <summary>Writes the files of a new rule, or none of them.</summary>
    /// <returns>The rule's id, and the files by their paths in the clone.</returns>
    /// <exception cref="UsageException">There is such a rule already, or the files cannot be written.</exception>
    public (string Id, ImmutableArray<string> Files) Add(NewRule rule)
    {
        try
        {
            var classes = Directory.EnumerateFiles(RulesFolder, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(RulesFolder, file)
                    .StartsWith($"Catalogue{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .ToImmutableArray();
            if (classes.FirstOrDefault(file => string.Equals(
                Path.GetFileNameWithoutExtension(file), rule.ClassName, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                throw new UsageException($"There is a class of that name already: {Path.GetRelativePath(_root, same)}.");
            }

            var id = NewRule.NextId(
                rule.Category, classes.SelectMany(file => Id().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value));
            var files = rule.Files(id);
            if (files.FirstOrDefault(file => File.Exists(Path.Combine(_root, file.Path))) is { Path: not null } taken)
            {
                throw new UsageException($"There is a file already: {taken.Path}.");
            }

            foreach (var (path, text) in files)
            {
                var file = Path.Combine(_root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file) ?? _root);
                File.WriteAllText(file, text);
            }

            return (id, [.. files.Select(file => file.Path)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The rule cannot be written into {Quote.Of(_root)}: {exception.Message.TrimEnd('.')}.");
        }
    }

    [GeneratedRegex("^    Id = \"(AGW[0-9]{4})\",", RegexOptions.Multiline)]
    private static partial Regex Id();
}
