using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Auditor.Aws.Transport;

/// <summary>Error code and message of a refused call, wherever the protocol put them.</summary>
internal sealed record ErrorAnswer(string? Code, string? Message)
{
    /// <param name="header">The value of <c>x-amzn-ErrorType</c>.</param>
    /// <param name="body">The body, in JSON or XML or neither.</param>
    public static ErrorAnswer Read(string? header, ReadOnlySpan<byte> body)
    {
        var inBody = FromJson(body) ?? FromXml(body) ?? new(null, null);
        return inBody with { Code = Shorten(header) ?? Shorten(inBody.Code) };
    }

    private static ErrorAnswer? FromJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return null;
            }

            using (document)
            {
                if (document.RootElement.ValueKind is not JsonValueKind.Object)
                {
                    return null;
                }

                return new(
                    Text(document.RootElement, "code") ?? Text(document.RootElement, "__type"), Text(document.RootElement, "message"));
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement document, string name) => document.EnumerateObject()
        .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind is JsonValueKind.String)
        .Select(member => member.Value.GetString())
        .FirstOrDefault();

    private static ErrorAnswer? FromXml(ReadOnlySpan<byte> body)
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray());
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var error = XDocument.Load(reader).Descendants().FirstOrDefault(element => element.Name.LocalName is "Error");
            return error is null ? null : new(Text(error, "Code"), Text(error, "Message"));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Text(XElement error, string name) =>
        error.Elements().FirstOrDefault(element => element.Name.LocalName.Equals(name, StringComparison.Ordinal))?.Value;

    // "com.amazonaws.wafv2#WAFNonexistentItemException" and "NotFoundException:http://internal.amazon.com/..." both occur.
    private static string? Shorten(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        var name = code[(code.LastIndexOf('#') + 1)..];
        var end = name.IndexOf(':', StringComparison.Ordinal);
        return (end < 0 ? name : name[..end]).Trim();
    }
}
