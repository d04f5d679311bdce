using Auditor.Aws.Operations;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads whether AWS Config records, in three calls.</summary>
internal sealed class ConfigReader(RegionReader region)
{
    public Task<Fact<ConfigRecording>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var recorders = await region.CallAsync(NeighbourOperations.DescribeConfigurationRecorders, [], cancellationToken).ConfigureAwait(false);
            var statuses = await region.CallAsync(NeighbourOperations.DescribeConfigurationRecorderStatus, [], cancellationToken).ConfigureAwait(false);
            var channels = await region.CallAsync(NeighbourOperations.DescribeDeliveryChannels, [], cancellationToken).ConfigureAwait(false);
            return new ConfigRecording
            {
                HasDeliveryChannel = channels.Channels is { Count: > 0 },
                Recorders =
                [
                    .. (recorders.Recorders ?? []).OfType<Wire.ConfigurationRecorder>()
                        .Select(recorder => Recorder(recorder, (statuses.Statuses ?? []).OfType<Wire.ConfigurationRecorderStatus>().FirstOrDefault(status => status.Name == recorder.Name)))
                        .OrderBy(recorder => recorder.Name, StringComparer.Ordinal),
                ],
            };
        },
        region.Region,
        "Whether AWS Config records changes of APIs.");

    private static ConfigRecorder Recorder(Wire.ConfigurationRecorder recorder, Wire.ConfigurationRecorderStatus? status) => new()
    {
        Name = recorder.Name ?? "",
        ServicePrincipal = recorder.ServicePrincipal,
        Recording = status?.Recording ?? false,
        // Config writes some of its words in capitals and some not.
        LastStatus = status?.LastStatus is { Length: > 0 } last ? char.ToUpperInvariant(last[0]) + last[1..].ToLowerInvariant() : null,
        AllSupported = recorder.RecordingGroup?.AllSupported ?? false,
        Strategy = recorder.RecordingGroup?.RecordingStrategy?.UseOnly,
        ResourceTypes = WireWords.Texts(recorder.RecordingGroup?.ResourceTypes),
        ExcludedResourceTypes = WireWords.Texts(recorder.RecordingGroup?.ExclusionByResourceTypes?.ResourceTypes),
    };
}
