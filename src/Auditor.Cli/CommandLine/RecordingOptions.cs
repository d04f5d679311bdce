using System.CommandLine;
using System.CommandLine.Parsing;
using Auditor.Aws.Recordings;
using Auditor.Cli.Collecting;
using Auditor.Cli.Storing;
using Auditor.Core.Files;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>Whether what AWS answers is kept or comes from a recording, and whether the names in it are real.</summary>
internal sealed class RecordingOptions
{
    public Option<string?> Record { get; } = new("--record")
    {
        Description = "Keep every answer of AWS in this folder, as it came but without secrets and without who signed the request, to "
            + "show what AWS really said",
        HelpName = "folder",
    };

    public Option<string?> Replay { get; } = new("--replay")
    {
        Description = "Read the answers that '--record' kept in this folder instead of AWS: no network, no credentials, the same inventory",
        HelpName = "folder",
    };

    public Option<bool> Anonymize { get; } = new("--anonymize")
    {
        Description = "Put other account ids, ids, names and hosts in the place of the real ones, in inventory and recording, the same "
            + "for the same everywhere; the verdicts stay",
    };

    public RedactOption Redact { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(Record);
        command.Add(Replay);
        command.Add(Anonymize);
        Redact.AddTo(command);
    }

    /// <summary>What the command line says, when it fits together.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="aws">The options that only mean something where AWS is read.</param>
    /// <param name="rules">Those that only mean something where it is open what is read.</param>
    /// <param name="io">Where paths are relative to.</param>
    /// <exception cref="UsageException">Two options exclude each other, or a folder is no good.</exception>
    public RecordingSettings Read(ParseResult parse, AwsOptions aws, RuleOptions rules, IOContext io)
    {
        var (record, replay, anonymize, redact) = (parse.GetValue(Record), parse.GetValue(Replay), parse.GetValue(Anonymize), Redact.Read(parse));
        Store.Refuse(record, Record.Name);
        Store.Refuse(replay, Replay.Name);
        if (replay is not null
            && aws.All.Concat([rules.Rule, rules.SkipRule]).FirstOrDefault(option => IsGiven(parse, option)) is { } senseless)
        {
            throw new UsageException($"{Replay.Name} reads what was recorded, and nothing else: {senseless.Name} means nothing with it.");
        }

        var keeping = record is not null ? Record : anonymize ? (Option)Anonymize : redact is not null ? Redact.Option : null;
        if (keeping is not null && new Option[] { aws.Cache, aws.Resume }.FirstOrDefault(option => IsGiven(parse, option)) is { } partly)
        {
            throw new UsageException(
                $"{keeping.Name} needs every answer of AWS, and with {partly.Name} not everything is asked: leave one of them out.");
        }

        if (keeping is not null && keeping != Record && IsGiven(parse, aws.TimeLimit))
        {
            throw new UsageException(
                $"{keeping.Name} needs everything that is read, and {aws.TimeLimit.Name} would keep a part of it as it is: leave one of "
                    + $"them out.");
        }

        if (record is not null && !RecordingFolder.IsFree(io.FullPath(record)))
        {
            throw new UsageException(
                $"{Record.Name}: {Quote.Of(record)} has something else in it: name a new folder, or one with an older recording.");
        }

        var recording = replay is null ? null : ReadRecording(replay, io);
        if (anonymize && (IsGiven(parse, aws.Shard) || recording is { Head.Shard: not null }))
        {
            throw new UsageException($"{Anonymize.Name} changes the account ids by which {aws.Shard.Name} chooses: leave one of them out.");
        }

        return new(record is null ? null : io.FullPath(record), recording, anonymize, redact);
    }

    private Recording ReadRecording(string folder, IOContext io)
    {
        try
        {
            return RecordingFolder.Read(io.FullPath(folder));
        }
        catch (RecordingException exception)
        {
            throw new UsageException($"{Replay.Name}: {Quote.Of(folder)} cannot be used. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"{Replay.Name}: {Quote.Of(folder)} cannot be read: {FileFailure.Reason(io.FullPath(folder), exception)}.");
        }
    }

    private static bool IsGiven(ParseResult parse, Option option) => parse.GetResult(option) is OptionResult { Implicit: false };
}
