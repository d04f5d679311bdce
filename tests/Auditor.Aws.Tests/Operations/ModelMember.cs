using System.Text.Json.Nodes;

namespace Auditor.Aws.Tests.Operations;

/// <summary>A member of a request or an answer in a service's model.</summary>
/// <param name="Name">As the model calls it.</param>
/// <param name="Reference">What it says of it.</param>
internal sealed record ModelMember(string Name, JsonObject Reference)
{
    /// <summary>As it goes over the wire.</summary>
    public string WireName => Reference["locationName"]?.ToString() ?? Name;

    public string Shape => Reference["shape"]?.ToString() ?? "";

    public bool IsInHeader => Reference["location"]?.ToString() is "header";

    public bool IsInQuery => Reference["location"]?.ToString() is "querystring";

    public string Documentation => Reference["documentation"]?.ToString() ?? "";
}
