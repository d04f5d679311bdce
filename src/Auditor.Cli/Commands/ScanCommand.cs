using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.Collecting;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Partial;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor scan</c>: reads AWS and judges what it read.</summary>
internal sealed class ScanCommand(IOContext io)
{
    private readonly AwsOptions _aws = new(io.Environment);
    private readonly AuditOptions _audit = new();
    private readonly HistoryOption _history = new();
    private readonly SourceOption _source = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "scan",
            "Read the APIs of AWS accounts and judge them: the main job. It only reads; 'auditor permissions' shows what it must be "
                + "allowed")
        {
            Examples =
            [
                new("The default Region of the current profile", "auditor scan"),
                new(
                    "Two Regions, and fail the build for anything medium or worse",
                    "auditor scan --region eu-west-1 --region us-east-1 --fail-on medium"),
                new(
                    "Every enabled Region of two accounts",
                    "auditor scan --region all --role-arn arn:aws:iam::111122223333:role/auditor --role-arn "
                        + "arn:aws:iam::444455556666:role/auditor"),
                new("Every active account of the organization", "auditor scan --organization --organization-role auditor --region all"),
                new("Say which line of a template made what is wrong", "auditor scan --source infrastructure/"),
                new("Go on after Ctrl+C or a time limit", "auditor scan --region all --resume"),
                new("An emulator on this machine", "auditor scan --endpoint-url http://127.0.0.1:5000 --region us-east-1"),
            ],
        };
        _aws.AddTo(command);
        _audit.AddTo(command);
        _history.AddTo(command);
        _source.AddTo(command);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var file = _audit.File(parse, io);
        var (access, shard) = (_aws.Storage(parse, file), _aws.Part(parse));
        var audit = await _audit.ReadAsync(parse, file, io, cancellationToken, shard, access).ConfigureAwait(false);
        using var output = audit.Output;
        var source = _source.Read(parse, audit, io);
        var settings = _aws.Settings(parse, file, audit.Rules, audit.RuleSettings) with
        {
            History = new(audit.Rules, audit.RuleSettings, _history.Read(parse)),
            IsRedacted = audit.Redaction is not null,
        };
        var estate = await StoppableCollection.RunAsync(
            () => new EstateCollector(io, screen, output.Folder).CollectAsync(settings, cancellationToken),
            settings,
            output,
            cancellationToken).ConfigureAwait(false);
        var trace = source is null ? null
            : await SourceOption.TraceAsync(source, estate, [], screen, io, cancellationToken).ConfigureAwait(false);
        var exitCode = trace is null
            ? await AuditRun.RunAsync(estate, audit, screen, io, cancellationToken).ConfigureAwait(false)
            : await AuditRun.RunAsync(AuditRun.Judged(estate, trace, audit, cancellationToken), audit, screen, io, cancellationToken)
                .ConfigureAwait(false);
        PartialInventory.Delete(output.Folder);
        return exitCode;
    }
}
