using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags Regions with APIs whose changes AWS Config does not record.</summary>
public sealed class ConfigNotRecording() : Rule<ScopeSubject>(new()
{
    Id = "AGW6008",
    Name = "config-not-recording",
    Title = "AWS Config does not record changes of APIs",
    Category = Category.Observability,
    Severity = Severity.Medium,
    Needs = Needs.ConfigRecording,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-778", "API9:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ScopeSubject subject, RuleContext context)
    {
        var scope = subject.Scope;
        var types = ConfigCoverage.TypesIn(scope);
        if (types is [])
        {
            yield break;
        }

        var recording = scope.ConfigRecording.Value;
        if (ConfigCoverage.Trouble(recording, types) is not { } trouble)
        {
            yield break;
        }

        var recorders = ConfigCoverage.OwnRecorders(recording);
        yield return Flag(
            subject,
            $"AWS Config does not record changes of APIs in Region {Quote.Of(scope.Region)} of account {Quote.Of(scope.Account)}: "
                + $"{trouble}. It cannot show later what was open, or from when to when.",
            [
                new("recorders", recorders is [] ? "none" : string.Join(", ", recorders.Select(recorder => recorder.Name))),
                .. recorders.Select(recorder => new Evidence(
                    $"recorder {recorder.Name}",
                    $"recording: {(recorder.Recording ? "yes" : "no")}, last status: {recorder.LastStatus ?? "none"}, strategy: "
                        + $"{recorder.Strategy ?? (recorder.AllSupported ? "all supported" : "by type")}")),
                new("delivery channel", recording.HasDeliveryChannel ? "yes" : "none"),
            ]) with
        {
            Named = [NamedThings.Of("resource type", ConfigCoverage.NotRecorded(recording, types))],
            FixValues = FixOf(recording, recorders, types),
        };
    }

    // There is one recorder of the account's own in a Region at most, and one delivery channel. What it records is changed only where that
    // leaves out something: whoever records everything and was stopped is to record everything again.
    private static ImmutableDictionary<string, string> FixOf(
        ConfigRecording recording, ImmutableArray<ConfigRecorder> recorders, ImmutableArray<string> types)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!recording.HasDeliveryChannel)
        {
            values["noDeliveryChannel"] = "default";
        }

        if (recorders is not [var recorder, ..])
        {
            values["noRecorder"] = "default";
            return values.ToImmutable();
        }

        ImmutableArray<string> leftOut = [.. types.Where(type => !recorder.Covers(type))];
        if (leftOut is not [])
        {
            values["partialRecorder"] = recorder.Name;
            values["notRecordedJson"] = $"[{string.Join(',', leftOut.Select(type => $"\"{type}\""))}]";
        }

        if (!recorder.Recording || !recording.HasDeliveryChannel || leftOut is not [])
        {
            values["recorder"] = recorder.Name;
        }
        else
        {
            values["failingRecorder"] = recorder.Name;
        }

        return values.ToImmutable();
    }
}
