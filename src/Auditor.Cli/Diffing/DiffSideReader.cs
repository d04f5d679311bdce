using System.Collections.Immutable;
using Auditor.Cli.Auditing;
using Auditor.Cli.Baselines;
using Auditor.Cli.Storing;
using Auditor.Core.Files;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Cli.Diffing;

/// <summary>Reads what is compared: the findings of a run, or an inventory, which is judged.</summary>
/// <param name="rules">What inventories are judged by.</param>
/// <param name="settings">The rules' options.</param>
/// <param name="io">Where paths are relative to, and standard input.</param>
internal sealed class DiffSideReader(ImmutableArray<Rule> rules, RuleSettings settings, IOContext io)
{
    /// <exception cref="UsageException">It cannot be read, or is neither.</exception>
    public async Task<DiffSide> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (path is not InputFile.StandardInput
            && (StoredFile.IsOne(path) ? StoredFile.IsObject(path) : File.Exists(io.FullPath(path)))
            && await BytesAsync(path, cancellationToken).ConfigureAwait(false) is var bytes
            && EarlierFindingsReader.IsOne(bytes))
        {
            var file = EarlierFindingsReader.Read("auditor diff", path, bytes);
            return new(path, file.Findings) { Assessment = file.Assessment };
        }

        var estate = SecretFilter.Stable(await InventorySource.ReadFolderAsync(path, io, cancellationToken).ConfigureAwait(false));
        return DiffSide.Of(path, Audit.Run(estate, rules, settings, cancellationToken));
    }

    private async Task<byte[]> BytesAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await InputFile.BytesAsync(path, io, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Quote.Of(path)} cannot be read: {FileFailure.Reason(io.FullPath(path), exception)}.");
        }
    }
}
