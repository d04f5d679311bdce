using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Tests.Operations;

/// <summary>AWS's own description of a service, as botocore has it: how its operations are asked and what they answer with.</summary>
internal sealed class ServiceModel
{
    private const string FindBotocore =
        "import importlib.util; found = importlib.util.find_spec('botocore'); print(found.submodule_search_locations[0] if found else '')";

    private static readonly Lazy<string?> Folder = new(Find);
    private static readonly ConcurrentDictionary<Service, ServiceModel> Known = new();

    private readonly JsonObject _model;
    private readonly JsonObject? _pages;

    private ServiceModel(string folder)
    {
        _model = Read(Path.Combine(folder, "service-2.json")) ?? throw new InvalidOperationException($"There is no model in '{folder}'.");
        _pages = Read(Path.Combine(folder, "paginators-1.json"))?["pagination"] as JsonObject;
    }

    /// <summary>Whether there are models on this machine.</summary>
    public static bool IsThere => Folder.Value is not null;

    public JsonObject Metadata => _model["metadata"].ShouldBeOfType<JsonObject>();

    public static ServiceModel Of(Service service) =>
        Known.GetOrAdd(service, one => new(Path.Combine(Folder.Value.ShouldNotBeNull(), "data", FolderOf(one), one.Version)));

    /// <returns>Null where the service has no such operation.</returns>
    public JsonObject? Operation(string name) => _model["operations"]?[name] as JsonObject;

    /// <returns>Null where its answers have one page.</returns>
    public JsonObject? Paging(string operation) => _pages?[operation] as JsonObject;

    public JsonObject Shape(string name) =>
        _model["shapes"]?[name] as JsonObject ?? throw new InvalidOperationException($"There is no shape '{name}'.");

    /// <summary>What is asked or answered, by the names that go over the wire; nothing where there is nothing.</summary>
    public IEnumerable<ModelMember> Members(JsonNode? reference) =>
        reference?["shape"]?.ToString() is { } name && Shape(name)["members"] is JsonObject members
        ? members.Select(member => new ModelMember(member.Key, member.Value.ShouldBeOfType<JsonObject>()))
        : [];

    private static string FolderOf(Service service) => service.Id switch
    {
        "CloudWatch Logs" => "logs",
        "Cognito Identity Provider" => "cognito-idp",
        "Config Service" => "config",
        var id => id.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
    };

    private static JsonObject? Read(string file)
    {
        if (File.Exists(file))
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject;
        }

        if (!File.Exists(file + ".gz"))
        {
            return null;
        }

        using var packed = File.OpenRead(file + ".gz");
        using var plain = new GZipStream(packed, CompressionMode.Decompress);
        return JsonNode.Parse(plain) as JsonObject;
    }

    private static string? Find()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", FindBotocore]) { RedirectStandardOutput = true });
            return python?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } folder ? folder : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
