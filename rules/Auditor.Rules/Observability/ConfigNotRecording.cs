using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

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
    private static readonly ImmutableArray<string> RestTypes = ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage"];
    private static readonly ImmutableArray<string> V2Types = ["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ScopeSubject subject, RuleContext context)
    {
        var scope = subject.Scope;
        var types = TypesIn(scope);

        if (types is [])
        {
            yield break;
        }

        var recording = scope.ConfigRecording.Value;
        // What an AWS service records for itself, nobody else can look at.
        var recorders = recording.Recorders.Where(recorder => string.IsNullOrEmpty(recorder.ServicePrincipal)).ToImmutableArray();

        if (Trouble(recorders, recording.HasDeliveryChannel, types) is not { } trouble)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"AWS Config does not record changes of APIs in Region {Quote.Of(scope.Region)} of account {Quote.Of(scope.Account)}: {trouble}. Nobody can see later who opened an API, or when.",
            [
                new("recorders", recorders is [] ? "none" : string.Join(", ", recorders.Select(recorder => recorder.Name))),
                .. recorders.Select(recorder => new Evidence(
                    $"recorder {recorder.Name}",
                    $"recording: {(recorder.Recording ? "yes" : "no")}, last status: {recorder.LastStatus ?? "none"}, strategy: {recorder.Strategy ?? (recorder.AllSupported ? "all supported" : "by type")}")),
                new("delivery channel", recording.HasDeliveryChannel ? "yes" : "none"),
            ]);
    }

    // Without an API there is nothing to record.
    private static ImmutableArray<string> TypesIn(Scope scope)
    {
        if (!scope.KnownApis.Any())
        {
            return scope.RestApis.Value is [] && scope.HttpAndWebSocketApis.Value is [] ? [] : [.. RestTypes, .. V2Types];
        }

        var types = ImmutableArray.CreateBuilder<string>();
        if (scope.RestApis.ValueOr([]) is not [])
        {
            types.AddRange(RestTypes);
        }

        if (scope.HttpAndWebSocketApis.ValueOr([]) is not [])
        {
            types.AddRange(V2Types);
        }

        return types.ToImmutable();
    }

    private static string? Trouble(ImmutableArray<ConfigRecorder> recorders, bool hasDeliveryChannel, ImmutableArray<string> types)
    {
        if (recorders is [])
        {
            return "there is no configuration recorder of the account's own";
        }

        var running = recorders.Where(recorder => recorder.Recording).ToImmutableArray();
        if (running is [])
        {
            return $"recorder {Quote.Of(recorders[0].Name)} is stopped";
        }

        if (!hasDeliveryChannel)
        {
            return "there is no delivery channel that takes what is recorded";
        }

        var working = running.Where(recorder => recorder.LastStatus is not "Failure").ToImmutableArray();
        if (working is [])
        {
            return $"recorder {Quote.Of(running[0].Name)} fails to deliver";
        }

        var missing = types.Where(type => !working.Any(recorder => Records(recorder, type))).ToList();
        return missing is [] ? null : $"recorder {Quote.Of(working[0].Name)} leaves out {Quote.List(missing)}";
    }

    // The strategy, where there is one, says more than the flag that older recorders have.
    private static bool Records(ConfigRecorder recorder, string type) => recorder.Strategy switch
    {
        "ALL_SUPPORTED_RESOURCE_TYPES" => true,
        "INCLUSION_BY_RESOURCE_TYPES" => recorder.ResourceTypes.Contains(type, StringComparer.Ordinal),
        "EXCLUSION_BY_RESOURCE_TYPES" => !recorder.ExcludedResourceTypes.Contains(type, StringComparer.Ordinal),
        _ => recorder.AllSupported || recorder.ResourceTypes.Contains(type, StringComparer.Ordinal),
    };
}
