using System.Globalization;
using System.Text;
using System.Xml;

namespace Auditor.Reports.Graphs;

/// <summary>Writes a graph as GraphML, which Gephi, yEd, Neo4j and NetworkX read.</summary>
public static class GraphMlGraph
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Id, string For, string Type)[] Keys =
    [
        ("kind", "node", "string"), ("title", "node", "string"), ("account", "node", "string"), ("region", "node", "string"),
        ("apiId", "node", "string"), ("apiName", "node", "string"), ("callers", "node", "string"), ("open", "all", "boolean"),
        ("unknown", "node", "boolean"), ("controls", "edge", "string"),
    ];

    /// <summary>The document.</summary>
    public static string Of(ExposureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, settings))
        {
            Write(graph, xml);
        }

        return $"{Encoding.UTF8.GetString(stream.ToArray())}\n";
    }

    private static void Write(ExposureGraph graph, XmlWriter xml)
    {
        xml.WriteStartElement("graphml", Namespace);
        foreach (var (id, what, type) in Keys)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("for", what);
            xml.WriteAttributeString("attr.name", id);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "exposure");
        xml.WriteAttributeString("edgedefault", "directed");
        if (graph.About is not [])
        {
            xml.WriteElementString("desc", Namespace, VisibleText.Of(string.Join(' ', graph.About)));
        }

        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", node.Id);
            Data(xml, "kind", $"{node.Kind}");
            Data(xml, "title", node.Title);
            Data(xml, "account", node.Place.Account);
            Data(xml, "region", node.Place.Region);
            Data(xml, "apiId", node.Place.ApiId);
            Data(xml, "apiName", node.Place.ApiName);
            Data(xml, "callers", node.Callers);
            Data(xml, "open", node.IsOpen);
            Data(xml, "unknown", node.IsUnknown);
            xml.WriteEndElement();
        }

        var number = 0;
        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", string.Create(CultureInfo.InvariantCulture, $"e{++number}"));
            xml.WriteAttributeString("source", edge.From);
            xml.WriteAttributeString("target", edge.To);
            Data(xml, "open", edge.IsOpen);
            Data(xml, "controls", edge.Label);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, string key, bool value) => Data(xml, key, value ? "true" : "false");

    private static void Data(XmlWriter xml, string key, string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("key", key);
        xml.WriteString(VisibleText.Of(value));
        xml.WriteEndElement();
    }
}
