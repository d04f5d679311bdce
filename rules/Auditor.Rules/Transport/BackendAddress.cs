using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Tells what an integration's URI is in a stage.</summary>
internal static class BackendAddress
{
    private const string Start = "${stageVariables.";

    /// <summary>
    /// The URI with a variable at its beginning replaced by the value that the stage, or its canary, has for it: there stands whether it is
    /// TLS.
    /// </summary>
    public static Fact<string> In(DeployedRoute route, string uri)
    {
        if (!uri.StartsWith(Start, StringComparison.Ordinal) || uri.IndexOf('}', StringComparison.Ordinal) is not (> 0 and var end))
        {
            return uri;
        }

        var name = uri[Start.Length..end];
        var value = route.Variables.FirstOrDefault(variable => variable.Name == name)?.Value;
        return value is null
            ? new Unknown($"The backend's address stands in stage variable {Quote.Of(name)}, whose value is not known.")
            : value + uri[(end + 1)..];
    }
}
