using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Merging;
using Auditor.Cli.Terminal;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor merge</c>: joins inventories into one and judges that.</summary>
internal sealed class MergeCommand(IOContext io)
{
    private readonly Argument<string[]> _inventories = new("dir")
    {
        Description = "Folders that 'auditor collect' or 'auditor scan' wrote to, or inventory files",
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
        var settings = _audit.Read(parse, _audit.File(parse, io), io);
        var inventories = ImmutableArray.CreateBuilder<NamedInventory>();
        foreach (var path in parse.GetRequiredValue(_inventories))
        {
            inventories.Add(new(path, await InventorySource.ReadFolderAsync(path, io, cancellationToken).ConfigureAwait(false)));
        }

        var merge = InventoryMerge.Of(inventories.ToImmutable());
        foreach (var note in merge.Notes)
        {
            screen.Note(note);
        }

        return merge.Estate is { Scopes: [], Accounts: [], Shards: null }
            ? throw new UsageException("The inventories have no account and no Region in them: there is nothing to assess.")
            : AuditRun.Run(merge.Estate, settings, screen, io, cancellationToken);
    }
}
