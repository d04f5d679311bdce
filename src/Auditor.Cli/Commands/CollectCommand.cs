using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Collecting;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Partial;
using Auditor.Cli.Selection;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor collect</c>: reads AWS and writes the inventory, for <c>auditor check</c>.</summary>
internal sealed class CollectCommand(IOContext io)
{
    private readonly AwsOptions _aws = new(io.Environment);
    private readonly ConfigurationOption _configuration = new();
    private readonly ReportOptions _reports = new();
    private readonly RuleOptions _rules = new();
    private readonly RecordingOptions _recording = new();

    private readonly Option<bool> _allowIncomplete = new("--allow-incomplete")
    {
        Description = "Exit with code 0 instead of 3 when "
        + "something could not be read; the inventory says what"
    };

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("collect", "Read the APIs of AWS accounts into inventory.json: read once, check often")
        {
            Examples =
            [
                new("Read now, judge later", "auditor collect --region eu-west-1 --output nightly"),
                new(
                    "One of four jobs that share an organization's accounts",
                    "auditor collect --organization --organization-role auditor --shard 1/4 --output shard-1"),
                new(
                    "One job of an array, into S3 beside the others; 'auditor merge s3://audit/run-1/' joins them",
                    "auditor collect --organization --organization-role auditor --shard auto --output s3://audit/run-1/"),
                new("At most an hour now, and the rest later", "auditor collect --region all --time-limit 1h --resume --output nightly"),
                new(
                    "For a bug report: what AWS answered, with other names",
                    "auditor collect --region eu-west-1 --record what-aws-said --anonymize"),
                new("What somebody sent, without network or credentials", "auditor collect --replay what-aws-said --output theirs"),
                new("Read what a plug-in's rules need, too", "auditor collect --plugin Acme.ApiRules.dll"),
            ],
            ExitCodes = ExitCodesOf.Collecting,
        };
        _aws.AddTo(command);
        _configuration.AddTo(command);
        _reports.AddOutputTo(command);
        _rules.AddTo(command);
        _recording.AddTo(command);
        command.Add(_allowIncomplete);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var file = _configuration.Read(parse, io);
        var catalogue = _rules.Catalogue(parse, io);
        var recording = _recording.Read(parse, _aws, _rules, io);
        var settings = _aws.Settings(parse, file, _rules.Choose(parse, file, catalogue), OptionSelection.Read(file.RuleOptions, catalogue));
        using var output = await ReportPlace.PrepareAsync(
            _reports.Folder(parse, file), settings.Shard, io, _aws.Storage(parse, file), cancellationToken).ConfigureAwait(false);
        var (path, summary, assumptions) = await StoppableCollection.RunAsync(
            () => new RecordedCollection(io, screen, output.Folder).WriteAsync(settings, recording, cancellationToken),
            settings,
            output,
            cancellationToken).ConfigureAwait(false);
        var written = await output.DeliverAsync([path], cancellationToken).ConfigureAwait(false);
        PartialInventory.Delete(output.Folder);
        return Tell(summary, assumptions, written[0], parse.GetValue(_allowIncomplete), screen);
    }

    private static ExitCode Tell(Estate estate, ImmutableArray<Assumption> assumptions, string path, bool allowIncomplete, Screen screen)
    {
        var gaps = estate.Accounts.Sum(account => account.Gaps.Length) + estate.Scopes.Sum(scope => scope.Gaps.Length);
        var exitCode = gaps == 0 || allowIncomplete ? ExitCode.Clean : ExitCode.Incomplete;
        if (!screen.IsQuiet)
        {
            new GapList(screen).Show(estate);
            new AssumptionList(screen).Show(assumptions);
            screen.Line(path);
            screen.Line(gaps == 0
                ? "Exit code 0: everything was read."
                : $"Exit code {(int)exitCode}: {Words.Count(gaps, "thing")} could not be "
                    + $"read{(allowIncomplete ? ", which '--allow-incomplete' lets pass" : "")}.");
        }

        return exitCode;
    }
}
