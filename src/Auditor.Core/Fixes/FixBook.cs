using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Fixes;

/// <summary>How to fix findings: what the pages of their rules say, with what each finding is about filled in.</summary>
/// <param name="rules">The rules that found them.</param>
public sealed class FixBook(IEnumerable<Rule> rules)
{
    private readonly Dictionary<string, Rule> _rules = rules.DistinctBy(rule => rule.Info.Id, StringComparer.Ordinal)
        .ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);

    // Reports are written side by side.
    private readonly ConcurrentDictionary<string, FixPage> _pages = new(StringComparer.Ordinal);

    /// <summary>The fix of a finding.</summary>
    public Fix Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var fix = finding.KeptFix is { IsEmpty: false } kept ? PackedFix.Read(kept) : Filled(finding);
        return fix with { Suppress = SuppressionOf(finding.Fingerprint) };
    }

    /// <summary>
    /// The finding with what <see cref="Of"/> says of it written down: it needs nothing any more of what its thing belongs to.
    /// </summary>
    public Finding Kept(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Outcome is Outcome.Flagged ? finding with { KeptFix = PackedFix.Of(Filled(finding)) } : finding;
    }

    private Fix Filled(Finding finding)
    {
        var page = _rules.TryGetValue(finding.Rule.Id, out var rule) ? _pages.GetOrAdd(finding.Rule.Id, _ => FixPage.Of(rule))
            : new("", []);
        var values = new FixValues(finding);
        var kind = SubjectApi.Of(finding.Subject)?.Kind;
        var blocks = page.Blocks.Where(block => block.IsFor(kind)).ToList();
        return new()
        {
            Summary = FixPlaceholder.Replace(page.Summary, name => values.Single(name) ?? FixPlaceholder.Blank(name)),
            // Of what is only planned AWS knows nothing.
            Commands = finding.Source is null ? Commands(blocks.Where(block => block.IsShell), values, kind) : [],
            Snippets = [.. blocks.Select(block => SnippetOf(block, values)).OfType<FixSnippet>()],
            Suppress = "",
        };
    }

    /// <summary>The command that accepts a finding instead.</summary>
    public static string SuppressionOf(string fingerprint) => $"auditor suppress {fingerprint} --reason \"\"";

    /// <summary>The text of a rule's page with a blank in place of each placeholder: it is about nothing in particular.</summary>
    public static string WithBlanks(string markdown) => FixPlaceholder.Replace(markdown, FixPlaceholder.Blank);

    private static FixSnippet? SnippetOf(FixBlock block, FixValues values)
    {
        SnippetLanguage? language = block.Language switch
        {
            "yaml" => SnippetLanguage.CloudFormation,
            "hcl" => SnippetLanguage.Terraform,
            _ => null,
        };
        return language is { } known
            ? new(known, block.Label, FixPlaceholder.Replace(block.Text, name => values.Single(name) ?? FixPlaceholder.Blank(name)))
            : null;
    }

    private static ImmutableArray<FixCommand> Commands(IEnumerable<FixBlock> blocks, FixValues values, ApiKind? kind)
    {
        var commands = blocks.SelectMany(block => CommandsOf(block, values))
            .DistinctBy(filled => filled.Key, StringComparer.Ordinal)
            .Select(filled => filled.Command)
            .ToList();
        // What tells a value comes before the commands that want it.
        var looked = commands
            .SelectMany(command => command.Blanks.Select(blank => (blank.Name, command.IsInstead)))
            .OrderBy(blank => blank.IsInstead)
            .DistinctBy(blank => blank.Name, StringComparer.Ordinal)
            .SelectMany(blank => FixBlanks.Lookup(blank.Name, kind)
                .SelectMany(step => Filled([step], values))
                .Select(filled => filled.Command with { IsInstead = blank.IsInstead }))
            .DistinctBy(command => command.Text, StringComparer.Ordinal)
            .ToLookup(command => command.IsInstead);
        return [.. looked[false], .. commands.Where(command => !command.IsInstead), .. looked[true], .. commands
            .Where(command => command.IsInstead)];
    }

    private static List<(string Key, FixCommand Command)> CommandsOf(FixBlock block, FixValues values)
    {
        var commands = block.Chains.SelectMany(chain => Filled(chain, values))
            .Select(filled => (filled.Key, filled.Command with
            {
                IsInstead = block.IsInstead,
                Kind = block.IsAfterwards && filled.Command.Kind is FixStepKind.Changes ? FixStepKind.Deletes : filled.Command.Kind,
            }))
            .ToList();
        // Where nothing that the page changes is this finding's, there is nothing to deploy either.
        return block.Chains.Any(chain => chain.Any(step => IsChange(step.Kind))) && !commands
            .Any(filled => IsChange(filled.Item2.Kind)) ? [] : commands;
    }

    private static bool IsChange(FixStepKind kind) => kind is FixStepKind.Changes or FixStepKind.Deletes;

    private static IEnumerable<(string Key, FixCommand Command)> Filled(ImmutableArray<FixStep> chain, FixValues values)
    {
        var names = chain.SelectMany(step => step.Placeholders).ToHashSet(StringComparer.Ordinal);
        foreach (var valueOf in values.Of(names))
        {
            // The same words about something else that was asked for before are another command.
            var key = "";
            foreach (var step in chain)
            {
                var text = ShellText.Fill(step.Text, valueOf);
                key = step.Assigns ? $"{key}\n{text}" : key;
                yield return ($"{key}\n{text}", new(text)
                {
                    Kind = step.Kind,
                    Note = step.Kind is FixStepKind.Deploys && values.DeployWarning is { } warning
                        ? warning
                        : FixPlaceholder.Replace(step.Note, valueOf),
                    Blanks = FixBlanks.In(text),
                });
            }
        }
    }
}
