using System.Collections.Immutable;
using Auditor.Cli.Auditing;
using Auditor.Cli.Baselines;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Results;
using Auditor.Core.Text;

namespace Auditor.Cli.Fixing;

/// <summary>What there is to fix: what a <c>findings.json</c> says, or what rules find in an inventory or a template.</summary>
/// <param name="io">The world.</param>
/// <param name="path">The file, or <c>-</c>.</param>
/// <param name="format">What is made of it.</param>
internal sealed class FindingsToFix(IOContext io, string path, FixFormat format)
{
    /// <summary>The file, as a sentence begins with it.</summary>
    public string Name { get; } = path is InputFile.StandardInput ? "Standard input" : Quote.Of(path);

    /// <summary>Whether findings of a rule are asked for, by its id.</summary>
    public required Func<string, bool> IsChosen { get; init; }

    /// <summary>What the configuration accepts.</summary>
    public required ImmutableArray<SuppressionEntry> Accepted { get; init; }

    /// <summary>Reads them; each says whether somebody accepted it.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has nothing of which this could be made.</exception>
    public async Task<ImmutableArray<(FixedFinding Finding, bool IsSuppressed)>> ReadAsync(
        AuditRunSettings settings, Screen screen, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(cancellationToken).ConfigureAwait(false);
        return bytes is not null && EarlierFindingsReader.IsOne(bytes)
            ? Recorded(bytes)
            : await JudgedAsync(bytes, settings, screen, cancellationToken).ConfigureAwait(false);
    }

    // What a file is, is told by what stands in it. What cannot be read is told by who reads it.
    private async Task<byte[]?> BytesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await InputFile.BytesAsync(path, io, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What the run itself wrote down: neither the rules nor what they read is needed again.
    private ImmutableArray<(FixedFinding Finding, bool IsSuppressed)> Recorded(byte[] bytes) => format is FixFormat.Shell
        ? [.. RecordedFixes.Read(Name, bytes).Where(each => IsChosen(each.Finding.RuleId))]
        : throw new UsageException($"{Name} holds the findings of a run, which have commands and no snippets for templates: give the "
            + "inventory.json that the run wrote beside it.");

    private async Task<ImmutableArray<(FixedFinding Finding, bool IsSuppressed)>> JudgedAsync(
        byte[]? bytes, AuditRunSettings settings, Screen screen, CancellationToken cancellationToken)
    {
        var sources = path is InputFile.StandardInput
            ? await CheckedFiles
                .ReadAsync([], path, [], bytes is null ? io : io with { Input = new MemoryStream(bytes) }, cancellationToken)
                .ConfigureAwait(false)
            : await CheckedFiles.ReadAsync([path], null, [], io, cancellationToken).ConfigureAwait(false);
        if (sources is { Inventory: null, Templates: { Count: 0, Broken: [var broken, ..] } })
        {
            throw new UsageException($"--inventory: {broken}");
        }

        foreach (var unread in sources.Templates.Broken)
        {
            screen.Note(unread);
        }

        var result = Suppressions.Apply(sources.Judge(settings, io.Time.GetUtcNow(), cancellationToken), Accepted);
        var book = new FixBook(result.Rules);
        return [.. result.Flagged.Select(finding => (FixedFinding.Of(finding, book), finding.Suppression is not null))];
    }
}
