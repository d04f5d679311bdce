using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Auditor.Core.Fixes;

/// <summary>A command on a rule's page, with its placeholders.</summary>
/// <param name="Note">The comment before it.</param>
/// <param name="Text">The command.</param>
internal sealed partial record FixStep(string Note, string Text)
{
    /// <summary>What it does: the operation's name says so.</summary>
    public FixStepKind Kind { get; } = KindOf(Text);

    /// <summary>Whether what it answers is kept in a variable for a later one.</summary>
    public bool Assigns { get; } = Assigned().IsMatch(Text);

    /// <summary>
    /// What is filled in, each once. What a note speaks of has to be there too: it says when the command is the right one.
    /// </summary>
    public ImmutableArray<string> Placeholders { get; } =
        [.. FixPlaceholder.In(Text).Union(FixPlaceholder.In(Note), StringComparer.Ordinal)];

    /// <summary>The commands of a block that belong together: those that use what one of them answered come after it.</summary>
    public static IEnumerable<ImmutableArray<FixStep>> Chains(string block)
    {
        ImmutableArray<FixStep> steps = [.. Read(block)];
        for (var first = 0; first < steps.Length;)
        {
            var last = first;
            for (var at = first; at <= last; at++)
            {
                if (Assigned().Match(steps[at].Text) is { Success: true, Groups: [_, { Value: var variable }, ..] })
                {
                    var use = $"\"${variable}\"";
                    last = Math.Max(last, Enumerable.Range(at, steps.Length - at).Last(other => other == at
                        || steps[other].Text.Contains(use, StringComparison.Ordinal)));
                }
            }

            yield return steps[first..(last + 1)];
            first = last + 1;
        }
    }

    /// <summary>The commands of a block of shell.</summary>
    public static IEnumerable<FixStep> Read(string block)
    {
        var (note, text) = (new List<string>(), "");
        foreach (var line in block.Split('\n'))
        {
            if (text.Length == 0 && line.StartsWith('#'))
            {
                note.Add(line.TrimStart('#').Trim());
            }
            else if (text.Length > 0 || line.Trim().Length > 0)
            {
                text += text.Length > 0 ? $"\n{line}" : line;
                if (!line.EndsWith('\\') && ShellText.IsComplete(text))
                {
                    yield return new(string.Join(' ', note), text);
                    note.Clear();
                    text = "";
                }
            }
        }

        if (text.Length > 0)
        {
            yield return new(string.Join(' ', note), text);
        }
    }

    private static FixStepKind KindOf(string text) =>
        Operation().Match(text) is { Success: true, Groups: [_, { Value: var operation }, ..] }
            ? operation switch
            {
                _ when operation.StartsWith("get-", StringComparison.Ordinal) || operation.StartsWith("list-", StringComparison.Ordinal)
                    || operation.StartsWith("describe-", StringComparison.Ordinal) => FixStepKind.Shows,
                _ when operation.StartsWith("delete-", StringComparison.Ordinal) => FixStepKind.Deletes,
                "create-deployment" => FixStepKind.Deploys,
                _ => FixStepKind.Changes,
            }
            : FixStepKind.Changes;

    [GeneratedRegex(@"^([a-z]+)=\$\(", RegexOptions.CultureInvariant)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^aws [a-z0-9-]+ ([a-z0-9-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Operation();
}
