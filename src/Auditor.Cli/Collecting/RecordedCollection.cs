using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Reading;
using Auditor.Aws.Recordings;
using Auditor.Cli.Terminal;
using Auditor.Core.Exposure;
using Auditor.Core.Files;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Privacy;

namespace Auditor.Cli.Collecting;

/// <summary>Collects while it keeps what AWS answers, or from what was kept.</summary>
/// <param name="io">Streams, clock and DNS.</param>
/// <param name="screen">Where progress shows.</param>
/// <param name="folder">Where the inventory goes.</param>
internal sealed class RecordedCollection(IOContext io, Screen screen, string folder)
{
    /// <summary>Writes the inventory, and the recording where one is asked for.</summary>
    /// <returns>The inventory's path, of its content what could not be read, and what verdicts will assume.</returns>
    /// <exception cref="UsageException">It cannot be read or written.</exception>
    public async Task<(string Path, Estate Summary, ImmutableArray<Assumption> Assumptions)> WriteAsync(
        CollectionSettings settings, RecordingSettings recording, CancellationToken cancellationToken)
    {
        var (source, reading) = recording.Replay is { } replayed ? From(replayed) : (io, settings);
        if (recording is { Folder: null, IsAnonymous: false, Redact: null })
        {
            return await new EstateCollector(source, screen, folder).WriteAsync(reading, folder, cancellationToken).ConfigureAwait(false);
        }

        var recorder = new Recorder(reading.SecretVariableNames);
        var head = HeadOf(reading, recording.Replay?.Head, source.Time.GetUtcNow());
        var listening = source with { Hosts = recorder.Listening(source.Hosts) };
        reading = reading with { Identities = [.. reading.Identities.Select(identity => identity with { Recorder = recorder })] };
        if (recording is { IsAnonymous: false, Redact: null })
        {
            try
            {
                var written = await new EstateCollector(listening, screen, folder)
                    .WriteAsync(reading, folder, cancellationToken)
                    .ConfigureAwait(false);
                head = head with { CollectedAt = written.Summary.CollectedAt };
                return written;
            }
            finally
            {
                // What came before it failed tells most.
                Write(recording.Folder, recorder.ToRecording(head, []));
            }
        }

        // Nothing is written before the change: what was read is changed as a whole and read again.
        var estate = await new EstateCollector(listening, screen, folder: null)
            .CollectAsync(reading, cancellationToken)
            .ConfigureAwait(false);
        ImmutableArray<INameChange> changes =
        [
            .. recording.Redact is { } personal ? [personal] : Array.Empty<INameChange>(),
            .. recording.IsAnonymous ? [new Anonymizer(WireNames.All)] : Array.Empty<INameChange>(),
        ];
        head = head with { CollectedAt = estate.CollectedAt, IsAnonymized = head.IsAnonymized || recording.IsAnonymous };
        var anonymous = recorder.ToRecording(head, changes);
        Write(recording.Folder, anonymous);
        (source, reading) = From(anonymous);
        return await new EstateCollector(source, new Screen(io, isQuiet: true, isVerbose: false), folder: null)
            .WriteAsync(reading, folder, cancellationToken)
            .ConfigureAwait(false);
    }

    private (IOContext Io, CollectionSettings Settings) From(Recording recording)
    {
        var (replay, head) = (new Replay(recording), recording.Head);
        ImmutableArray<AwsAccess> identities = head.Roles is []
            ? [new() { Replay = replay }]
            : [.. head.Roles.Select(role => new AwsAccess { RoleArn = role, Replay = replay })];
        var settings = new CollectionSettings(
            identities,
            head.Regions,
            Enum.TryParse<Needs>(head.Needs, out var needs) ? needs : throw new UsageException($"The recording was made for what this "
                + $"version does not know: {head.Needs}."))
        {
            Home = head.Home,
            UsageWindowDays = head.UsageWindowDays,
            ClosedRegions = head.ClosedRegions,
            OrganizationRole = head.OrganizationRole,
            Shard = head.Shard is { } shard ? Shard.Parse(shard, "recording") : null,
            WorkingCopies = Enum.TryParse<WorkingCopies>(head.WorkingCopies, out var copies) ? copies : WorkingCopies.All,
        };
        return (io with { Time = replay.Time, Hosts = replay.ExistsAsync }, settings);
    }

    private static RecordingHead HeadOf(CollectionSettings settings, RecordingHead? replayed, DateTimeOffset now) => new()
    {
        Tool = ProductVersion.Text,
        CollectedAt = now,
        Needs = $"{settings.Needs}",
        Home = settings.Home ?? AwsSession.DefaultRegion(settings.Identities.Select(identity => identity.Profile).FirstOrDefault()),
        Regions = settings.Regions,
        Roles = [.. settings.Identities.Select(identity => identity.RoleArn).OfType<string>()],
        OrganizationRole = settings.OrganizationRole,
        Shard = settings.Shard is { } shard ? $"{shard}" : null,
        ClosedRegions = settings.ClosedRegions,
        WorkingCopies = $"{settings.WorkingCopies}",
        UsageWindowDays = settings.UsageWindowDays,
        IsAnonymized = replayed?.IsAnonymized ?? false,
    };

    private static void Write(string? path, Recording recording)
    {
        try
        {
            if (path is not null)
            {
                RecordingFolder.Write(path, recording);
            }
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw new UsageException($"The recording cannot be written to '{path}': {exception.Message.TrimEnd('.')}.");
        }
    }
}
