using System.Text.Json.Nodes;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Recordings;

/// <summary>Tells whether two requests ask the same.</summary>
internal static class RequestKey
{
    public static string Of(string service, string operation, string identity, string region, JsonObject arguments) =>
        string.Join('\n', service, operation, identity, region, SecretMark.Stable(Sorted(arguments).ToJsonString()));

    private static JsonObject Sorted(JsonObject arguments) =>
        new(arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .Select(argument => KeyValuePair.Create(argument.Key, argument.Value?.DeepClone())));
}
