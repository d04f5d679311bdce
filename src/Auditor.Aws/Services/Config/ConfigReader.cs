using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Services.Config;

/// <summary>Reads whether AWS Config records, in three calls, and the rules that judge what it records.</summary>
internal sealed class ConfigReader(RegionReader region)
{
    public async Task<Fact<ConfigRecording>> ReadAsync(CancellationToken cancellationToken)
    {
        var rules = region.Needs(Needs.ConfigRules)
            ? RulesAsync(cancellationToken)
            : Task.FromResult(default(Fact<ImmutableArray<ConfigRule>>));
        var recording = await RecordingAsync(cancellationToken).ConfigureAwait(false);
        var known = await rules.ConfigureAwait(false);
        return recording.Select(recorded => recorded with { Rules = known });
    }

    private Task<Fact<ConfigRecording>> RecordingAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var recorders = await region.CallAsync(ConfigOperations.DescribeConfigurationRecorders, [], cancellationToken)
                .ConfigureAwait(false);
            var statuses = await region.CallAsync(ConfigOperations.DescribeConfigurationRecorderStatus, [], cancellationToken)
                .ConfigureAwait(false);
            var channels = await region.CallAsync(ConfigOperations.DescribeDeliveryChannels, [], cancellationToken).ConfigureAwait(false);
            return new ConfigRecording
            {
                HasDeliveryChannel = channels.Channels is { Count: > 0 },
                TopicArns = [.. (channels.Channels ?? []).Select(channel => channel?.SnsTopicArn).Where(topic => !string.IsNullOrEmpty(topic)).OfType<string>().Order(StringComparer.Ordinal)],
                Recorders =
                [
                    .. (recorders.Recorders ?? []).OfType<Wire.ConfigurationRecorder>()
                        .Select(recorder => Recorder(
                            recorder,
                            (statuses.Statuses ?? []).OfType<Wire.ConfigurationRecorderStatus>().FirstOrDefault(status => status.Name == recorder.Name)))
                        .OrderBy(recorder => recorder.Name, StringComparer.Ordinal),
                ],
            };
        },
        region.Region,
        "Whether AWS Config records changes of APIs.");

    private Task<Fact<ImmutableArray<ConfigRule>>> RulesAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var pages = await region.PagesAsync(ConfigOperations.DescribeConfigRules, [], cancellationToken)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return ImmutableArray.CreateRange(pages.SelectMany(page => page.Rules ?? []).OfType<Wire.ConfigRule>()
                .Select(rule => new ConfigRule
                {
                    Name = rule.ConfigRuleName ?? "",
                    SourceIdentifier = rule.Source?.SourceIdentifier,
                    ResourceTypes = AnswerTexts.Texts(rule.Scope?.ComplianceResourceTypes),
                    // A rule is EVALUATING for a while and ACTIVE again; the other states are steps of its removal.
                    IsActive = rule.ConfigRuleState is "ACTIVE" or "EVALUATING",
                })
                .OrderBy(rule => rule.Name, StringComparer.Ordinal));
        },
        region.Region,
        "Whether a rule of AWS Config would notice a change of an API.");

    private static ConfigRecorder Recorder(Wire.ConfigurationRecorder recorder, Wire.ConfigurationRecorderStatus? status) => new()
    {
        Name = recorder.Name ?? "",
        ServicePrincipal = recorder.ServicePrincipal,
        Recording = status?.Recording ?? false,
        // Config writes some of its words in capitals and some not.
        LastStatus = status?.LastStatus is { Length: > 0 } last ? char.ToUpperInvariant(last[0]) + last[1..].ToLowerInvariant() : null,
        AllSupported = recorder.RecordingGroup?.AllSupported ?? false,
        Strategy = recorder.RecordingGroup?.RecordingStrategy?.UseOnly,
        ResourceTypes = AnswerTexts.Texts(recorder.RecordingGroup?.ResourceTypes),
        ExcludedResourceTypes = AnswerTexts.Texts(recorder.RecordingGroup?.ExclusionByResourceTypes?.ResourceTypes),
    };
}
