using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Reads the body of a successful answer.</summary>
internal static class WireAnswer
{
    /// <exception cref="JsonException">The body is not what the operation answers with.</exception>
    public static T Read<T>(Operation<T> operation, ReadOnlySpan<byte> body)
        where T : class
    {
        T answer;
        try
        {
            answer = operation.Service.Protocol is WireProtocol.QueryXml or WireProtocol.Ec2Xml
                ? FromXml(operation, body)
                : FromJson(operation, body);
        }
        catch (XmlException exception)
        {
            throw new JsonException("The answer is not XML.", exception);
        }

        return operation.ProblemOf?.Invoke(answer) is { } problem ? throw new JsonException(problem) : answer;
    }

    private static T FromJson<T>(Operation<T> operation, ReadOnlySpan<byte> body)
        where T : class
    {
        RefuseHal(body);
        return JsonSerializer.Deserialize(body, operation.Answer) ?? throw new JsonException("The answer is the word null.");
    }

    // Without "Accept: application/json" API Gateway's first interface answers in HAL, whose lists stand elsewhere: read as plain JSON they
    // would be empty.
    private static void RefuseHal(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("The answer is not a JSON object.");
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_embedded"u8) || reader.ValueTextEquals("_links"u8))
            {
                throw new JsonException("The answer is HAL, not plain JSON.");
            }

            reader.Skip();
        }
    }

    private static T FromXml<T>(Operation<T> operation, ReadOnlySpan<byte> body)
        where T : class
    {
        using var stream = new MemoryStream(body.ToArray());
        using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root ?? throw new JsonException("The answer is empty.");
        if (!root.Name.LocalName.Equals(operation.Name + "Response", StringComparison.Ordinal))
        {
            throw new JsonException($"The answer is a '{root.Name.LocalName}'.");
        }

        var result = root.Elements()
            .FirstOrDefault(element => element.Name.LocalName.Equals(operation.Name + "Result", StringComparison.Ordinal))
            ?? root;
        var listEntry = operation.Service.Protocol is WireProtocol.Ec2Xml ? "item" : "member";
        return (Node(result, listEntry) as JsonObject ?? []).Deserialize(operation.Answer)
            ?? throw new JsonException("The answer is empty.");
    }

    // XML does not say what is a list: an element with nothing but list entries is one. An empty list cannot be told from an empty text and
    // becomes null.
    private static JsonNode? Node(XElement element, string listEntry)
    {
        if (!element.HasElements)
        {
            return element.Value.Length is 0 ? null : JsonValue.Create(element.Value);
        }

        if (element.Elements().All(child => child.Name.LocalName.Equals(listEntry, StringComparison.Ordinal)))
        {
            return new JsonArray([.. element.Elements().Select(child => Node(child, listEntry))]);
        }

        var members = new JsonObject();
        foreach (var child in element.Elements())
        {
            members[child.Name.LocalName] = Node(child, listEntry);
        }

        return members;
    }
}
