using Auditor.Core.Exposure;

namespace Auditor.Core.Paths;

/// <summary>Says in a sentence what decides on a path.</summary>
internal static class PathSummary
{
    public static string Of(RequestPath path)
    {
        if (path.Exposure.Unknown is { } unknown)
        {
            return $"Could not tell: {unknown.Because}";
        }

        if (path.Steps.FirstOrDefault(step => step.IsDecisive) is not { } step)
        {
            return "No request gets through.";
        }

        var thing = $"{step.Label[..1].ToLowerInvariant()}{step.Label[1..]}";
        var name = step.Kind switch
        {
            PathStepKind.WebAcl => "web ACL",
            PathStepKind.ApiKey => "API key",
            _ => thing,
        };
        var verdict = path.IsOpen ? "Open at" : path.Exposure.Value.Audience is Audience.Nobody ? "Stopped at" : "Held by";
        return $"{verdict} the {name}: {step.Title}.";
    }
}
