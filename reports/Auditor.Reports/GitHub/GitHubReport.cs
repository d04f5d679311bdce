using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Reports.GitHub;

/// <summary>
/// <c>auditor.github.txt</c>: workflow commands that a step prints (<c>cat</c>) to put annotations on a GitHub Actions run: what fails the
/// build, then the rest, worst first.
/// </summary>
public sealed class GitHubReport : IReport
{
    // GitHub shows ten of each kind for a step and drops the others without a word.
    private const int MostOfEachKind = 10;
    private const int LongestMessage = 2000;

    /// <inheritdoc/>
    public string Format => "github";

    /// <inheritdoc/>
    public string FileName => "auditor.github.txt";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var text = new StreamWriter(
            output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        { NewLine = "\n" };
        var written = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = 0;
        if (Incompleteness.Of(input.Result) is { } open)
        {
            Write("warning", "Not everything was assessed", $"{Capital(open)}. What is missing is not reported as clean.");
        }

        if (input.Result.Assumptions is not [])
        {
            // One for all: GitHub shows only so many.
            Write(
                "notice",
                $"Assumed, because AWS does not tell ({Count.Number(input.Result.Assumptions.Length)})",
                string.Join(' ', input.Result.Assumptions.Select(assumption => assumption.Text)));
        }

        // What fails the build first: GitHub shows only so many.
        foreach (var finding in input.Result.Counted.OrderByDescending(input.FailsGate))
        {
            Write(
                Kind(finding.Severity),
                $"{finding.Rule.Id} {finding.Rule.Title}",
                $"{finding.Message} ({Word.Of(finding.Severity)}{Priority(finding)}{StatusText.Of(finding)})",
                Place(finding));
        }

        // Without colons in front this is a line of the log, and there is nobody else's text in it.
        text.WriteLine(left > 0
            ? $"GitHub shows {MostOfEachKind} annotations of each kind; {Count.Of(left, "more finding")} {(left == 1 ? "is" : "are")} in "
                + $"the other reports."
            : $"{Count.Of(input.Result.Counted.Count(), "finding")}.");

        void Write(string kind, string title, string message, string place = "")
        {
            if (written.GetValueOrDefault(kind) == MostOfEachKind)
            {
                left++;
                return;
            }

            written[kind] = written.GetValueOrDefault(kind) + 1;
            text.WriteLine($"::{kind} {place}title={WorkflowCommand.Property(VisibleText.Of(title))}::{WorkflowCommand.Data(VisibleText.Cut(VisibleText.Of(message), LongestMessage))}");
        }
    }

    private static string Priority(Finding finding) => finding.Priority is { } priority ? $", priority {Count.Number(priority.Score)}" : "";

    // What stands in a file of the repository is shown beside its line.
    private static string Place(Finding finding) => finding.Written is { } source
        ? FormattableString.Invariant(
            $"file={WorkflowCommand.Property(VisibleText.Of(source.File))},line={source.Line},endLine={source.EndLine},")
        : "";

    private static string Kind(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "notice",
    };

    private static string Capital(string sentence) => $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";
}
