using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.Changes;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Terminal;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor check</c>: judges an inventory that was read before.</summary>
internal sealed class CheckCommand(IOContext io)
{
    private readonly Option<string> _inventory = new("--inventory", "-i")
    {
        Description = "The inventory.json that 'auditor collect' or 'auditor scan' wrote; '-' is standard input",
        HelpName = "file",
    };

    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "Inventories, CloudFormation and SAM templates, Terraform plans (terraform show -json), OpenAPI files, or folders "
            + "with them",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _parameters = new("--parameters")
    {
        Description = "Values of parameters for all templates, or for one: FILE or TEMPLATE=FILE",
        HelpName = "file",
    };

    private readonly Option<string?> _changedSince = new("--changed-since")
    {
        Description = "Of templates report only what the change since this branch, tag or commit touches; '-' reads a diff from standard "
            + "input",
        HelpName = "ref",
    };

    private readonly SourceOption _source = new();
    private readonly AuditOptions _audit = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "check", "Judge an inventory that was read before, or templates: no network, no credentials, the same answer every time")
        {
            Examples =
            [
                new("Judge a nightly inventory with today's rules", "auditor check --inventory auditor-report/inventory.json"),
                new("Fail the build for anything medium or worse", "auditor check --inventory inventory.json --fail-on medium"),
                new(
                    "Ask one question, with rules of your own",
                    "auditor check --inventory inventory.json --plugin Acme.ApiRules.dll --rule ACME001"),
                new("Judge templates before anything is deployed", "auditor check infrastructure/"),
                new("Report in a pull request what it changes", "auditor check infrastructure/ --changed-since origin/main"),
                new("Judge what a plan of Terraform would make (terraform show -json plan.bin > plan.json)", "auditor check plan.json"),
                new(
                    "Say which line of a template made what was read from AWS, and where both differ",
                    "auditor check --inventory inventory.json --source infrastructure/"),
                new("One that lies in S3", "auditor check --inventory s3://audit/nightly/inventory.json"),
                new("Read it from a pipe", "zcat inventory.json.gz | auditor check --inventory -"),
            ],
        };
        MistypedOptions.RejectIn(_paths, command);
        command.Add(_paths);
        command.Add(_inventory);
        command.Add(_parameters);
        command.Add(_changedSince);
        _source.AddTo(command);
        _audit.AddTo(command);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var settings = await _audit.ReadAsync(parse, _audit.File(parse, io), io, cancellationToken).ConfigureAwait(false);
        using var output = settings.Output;
        var (paths, inventory, parameters) = (parse.GetValue(_paths) ?? [], parse.GetValue(_inventory), parse.GetValue(_parameters) ?? []);
        var source = _source.Read(parse, settings, io);
        if (source is not null && inventory is null && paths is [])
        {
            throw new UsageException("--source needs an inventory to lead from: name one with --inventory FILE.");
        }

        var placed = inventory is not null && paths is [] && source is null && !settings.NeedsWholeInventory
            ? await CheckedFiles.OpenAsync(inventory, io, cancellationToken).ConfigureAwait(false)
            : null;
        using var sources = placed
            ?? await CheckedFiles.ReadAsync(paths, inventory, parameters, io, cancellationToken).ConfigureAwait(false);
        if (parse.GetValue(_changedSince) is { } reference)
        {
            sources.Templates.Change = await ChangeSource.ReadAsync(reference, io, cancellationToken).ConfigureAwait(false);
        }

        if (source is not null && sources.Inventory is { } read)
        {
            sources.Trace = await SourceOption.TraceAsync(source, read, parameters, screen, io, cancellationToken).ConfigureAwait(false);
        }

        if (settings.Redaction is { } redaction)
        {
            sources.Redact(redaction);
        }

        if (sources.Inventory?.Interruption is { } interruption)
        {
            screen.Note($"This inventory is not complete. {interruption.Because}");
        }

        var result = sources.Judge(settings, io.Time.GetUtcNow(), cancellationToken);
        if (sources.Templates.Untouched > 0)
        {
            screen.Note($"Not reported, because the change does not touch them: {sources.Templates.Untouched} "
                + $"{(sources.Templates.Untouched == 1 ? "finding" : "findings")}.");
        }

        foreach (var broken in sources.Templates.Notes.Concat(sources.Templates.Broken))
        {
            screen.Note(broken);
        }

        return await AuditRun.RunAsync(result, settings, screen, io, cancellationToken).ConfigureAwait(false);
    }
}
