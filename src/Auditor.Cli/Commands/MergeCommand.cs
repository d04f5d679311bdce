using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Merging;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor merge</c>: joins inventories into one and judges that.</summary>
internal sealed class MergeCommand(IOContext io)
{
    private readonly Argument<string[]> _inventories = new("dir")
    {
        Description = "Folders that 'auditor collect' or 'auditor scan' wrote to, s3://bucket/prefix too, or inventory files",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly AuditOptions _audit = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "merge",
            "Join inventories of several runs into one and judge it. Of an account and Region that is in two, each part is taken from "
                + "the newest that could read it")
        {
            Examples =
            [
                new("Report on what three jobs of a matrix collected", "auditor merge shard-1 shard-2 shard-3 --output all"),
                new(
                    "Fail the build for anything medium or worse in all of it",
                    "auditor merge shard-1 shard-2 --output all --fail-on medium"),
                new(
                    "All shards that jobs wrote to S3, and the reports to S3 as well",
                    "auditor merge s3://audit/run-1/ --output s3://audit/run-1/report/"),
            ],
        };
        MistypedOptions.RejectIn(_inventories, command);
        command.Add(_inventories);
        _audit.AddTo(command);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var settings = await _audit.ReadAsync(parse, _audit.File(parse, io), io, cancellationToken).ConfigureAwait(false);
        using var output = settings.Output;
        var inventories = ImmutableArray.CreateBuilder<NamedInventory>();
        foreach (var path in parse.GetRequiredValue(_inventories))
        {
            foreach (var part in await PartsAsync(path, screen, cancellationToken).ConfigureAwait(false))
            {
                inventories.Add(new(part, await InventorySource.ReadFolderAsync(part, io, cancellationToken).ConfigureAwait(false)));
            }
        }

        var merge = InventoryMerge.Of(inventories.ToImmutable());
        foreach (var note in merge.Notes)
        {
            screen.Note(note);
        }

        return merge.Estate is { Scopes: [], Accounts: [], Shards: null }
            ? throw new UsageException("The inventories have no account and no Region in them: there is nothing to assess.")
            : await AuditRun.RunAsync(merge.Estate, settings, screen, io, cancellationToken).ConfigureAwait(false);
    }

    // A folder of this machine is one run's; a place in S3 may be that of all shards.
    private async Task<ImmutableArray<string>> PartsAsync(string path, Screen screen, CancellationToken cancellationToken)
    {
        if (!StoredFile.IsOne(path) || StoredFile.IsObject(path))
        {
            return [path];
        }

        var stored = await StoredInventories.FindAsync(path, io, cancellationToken).ConfigureAwait(false);
        foreach (var stopped in stored.Stopped)
        {
            screen.Note($"{stopped} is of a run that was stopped, and is left out: the same 'auditor collect' with --resume finishes it.");
        }

        return stored.Whole is []
            ? throw new UsageException($"Every run into {Quote.Of(path)} was stopped: finish them with --resume.")
            : [.. stored.Whole.Select(address => $"{address}")];
    }
}
