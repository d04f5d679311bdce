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
            FixValues = FixOf(recording, recorders, ConfigCoverage.NotRecorded(recording, types)),
        };
    }

    // There is one recorder in a Region at most, and one delivery channel.
    private static ImmutableDictionary<string, string> FixOf(
        ConfigRecording recording, ImmutableArray<ConfigRecorder> recorders, ImmutableArray<string> missing)
    {
        var values = ImmutableDictionary<string, string>.Empty.Add(recorders is [] ? "noRecorder"
            : "recorder", recorders is [var first, ..] ? first.Name : "default");
        values = recording.HasDeliveryChannel ? values : values.Add("noDeliveryChannel", "default");
        return values.Add("notRecordedJson", $"[{string.Join(',', missing.Select(type => $"\"{type}\""))}]");
    }
}
