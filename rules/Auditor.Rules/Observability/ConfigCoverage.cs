using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>What AWS Config has to record of a Region's APIs, and whether it does.</summary>
internal static class ConfigCoverage
{
    private static readonly ImmutableArray<string> RestTypes = ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage"];
    private static readonly ImmutableArray<string> V2Types = ["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage"];

    /// <summary>The recorders that the account has made. What an AWS service records for itself, nobody else can look at.</summary>
    public static ImmutableArray<ConfigRecorder> OwnRecorders(ConfigRecording recording) =>
        [.. recording.Recorders.Where(recorder => recorder.IsOwn)];

    /// <summary>
    /// The resource types of the kinds of API that a Region has; empty without an API, for then there is nothing to record.
    /// </summary>
    public static ImmutableArray<string> TypesIn(Scope scope)
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

    /// <summary>Those of the types that nobody records: all of them, where no recorder works.</summary>
    public static ImmutableArray<string> NotRecorded(ConfigRecording recording, ImmutableArray<string> types) =>
        recording.HasDeliveryChannel ? [.. types.Where(type => !Working(recording).Any(recorder => recorder.Covers(type)))] : types;

    /// <summary>Why some of the types are not recorded, as the end of a sentence; <see langword="null"/> when all are.</summary>
    public static string? Trouble(ConfigRecording recording, ImmutableArray<string> types)
    {
        var recorders = OwnRecorders(recording);
        if (recorders is [])
        {
            return "there is no configuration recorder of the account's own";
        }

        var running = recorders.Where(recorder => recorder.Recording).ToImmutableArray();
        if (running is [])
        {
            return $"recorder {Quote.Of(recorders[0].Name)} is stopped";
        }

        if (!recording.HasDeliveryChannel)
        {
            return "there is no delivery channel that takes what is recorded";
        }

        var working = Working(recording);
        if (working is [])
        {
            return $"recorder {Quote.Of(running[0].Name)} fails to deliver";
        }

        var missing = NotRecorded(recording, types);
        return missing is [] ? null : $"recorder {Quote.Of(working[0].Name)} leaves out {Quote.List(missing)}";
    }

    private static ImmutableArray<ConfigRecorder> Working(ConfigRecording recording) =>
        [.. OwnRecorders(recording).Where(recorder => recorder.Recording && !string.Equals(recorder.LastStatus, "Failure", StringComparison.OrdinalIgnoreCase))];
}
