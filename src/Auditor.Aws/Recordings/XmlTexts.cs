using System.Xml;
using System.Xml.Linq;

namespace Auditor.Aws.Recordings;

/// <summary>Changes the texts of XML. A policy in it is JSON in percent-encoding, and stays that.</summary>
internal static class XmlTexts
{
    /// <summary>The XML with other texts; null when it is none.</summary>
    public static string? Rewrite(string body, Func<string, string, string> text)
    {
        if (!body.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("<"))
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(
                new StringReader(body), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            foreach (var element in document.Descendants().Where(element => !element.HasElements && element.Value.Length > 0))
            {
                element.Value = element.Value.StartsWith("%7B", StringComparison.OrdinalIgnoreCase)
                    ? Uri.EscapeDataString(text(element.Name.LocalName, Uri.UnescapeDataString(element.Value)))
                    : text(element.Name.LocalName, element.Value);
            }

            return document.ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
