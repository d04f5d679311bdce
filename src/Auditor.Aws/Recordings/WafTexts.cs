using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Aws.Recordings;

/// <summary>
/// Changes the texts that a web ACL looks for in requests: in the JSON of AWS WAF they are in base64, where nobody would see a secret.
/// </summary>
internal static class WafTexts
{
    private const string Member = "SearchString";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="body">An answer of any service.</param>
    /// <param name="text">Makes another text of one, by the part of the request and the name of the header or argument.</param>
    public static string Rewrite(string body, Func<string, string?, string, string> text)
    {
        if (!body.Contains($"\"{Member}\"", StringComparison.Ordinal))
        {
            return body;
        }

        try
        {
            var root = JsonNode.Parse(body);
            Visit(root, text);
            return root?.ToJsonString() ?? body;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return body;
        }
    }

    private static void Visit(JsonNode? node, Func<string, string?, string, string> text)
    {
        switch (node)
        {
            case JsonObject members:
                if (members[Member] is JsonValue value && value.TryGetValue<string>(out var base64) && Decoded(base64) is { } before)
                {
                    var field = (members["FieldToMatch"] as JsonObject)?.FirstOrDefault() ?? default;
                    var name = (field.Value as JsonObject)?["Name"]?.ToString();
                    members[Member] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text(
                        field.Key ?? "", name?.ToLowerInvariant(), before)));
                }

                foreach (var (_, inner) in members)
                {
                    Visit(inner, text);
                }

                break;
            case JsonArray entries:
                foreach (var entry in entries)
                {
                    Visit(entry, text);
                }

                break;
            default:
                break;
        }
    }

    private static string? Decoded(string base64)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
