using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>
/// What a call puts on the wire. An argument that the path names fills its label; the others go to the query of a GET and to the body of a
/// POST.
/// </summary>
internal sealed record WireRequest(
    string Path,
    ImmutableArray<KeyValuePair<string, string>> Labels,
    ImmutableArray<KeyValuePair<string, string>> Query,
    byte[]? Body,
    string? ContentType,
    string? Target)
{
    public static WireRequest Bind(Operation operation, JsonObject arguments)
    {
        var labels = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var query = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var body = new JsonObject();
        foreach (var (name, value) in operation.FixedArguments.Select(fixedArgument => KeyValuePair.Create<string, JsonNode?>(fixedArgument.Key, fixedArgument.Value))
            .Concat(arguments))
        {
            if (value is null)
            {
                continue;
            }

            var label = "{" + name + "}";
            if (operation.Path.Contains(label, StringComparison.Ordinal))
            {
                labels.Add(new(label, Label(operation, name, Text(value))));
            }
            else if (operation.Service.Protocol is WireProtocol.RestJson)
            {
                query.Add(new(name, Text(value)));
            }
            else
            {
                body[name] = value.DeepClone();
            }
        }

        return operation.Service.Protocol switch
        {
            WireProtocol.RestJson => new(operation.Path, labels.ToImmutable(), query.ToImmutable(), null, null, null),
            WireProtocol.QueryXml or WireProtocol.Ec2Xml =>
                new("/", [], [], Form(operation, body), "application/x-www-form-urlencoded; charset=utf-8", null),
            var protocol => new(
                "/",
                [],
                [],
                Encoding.UTF8.GetBytes(body.ToJsonString()),
                protocol is WireProtocol.Json10 ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1",
                $"{operation.Service.TargetPrefix}.{operation.Name}"),
        };
    }

    // Dot segments would be signed as they stand and collapsed on the way: the request would read something else than it says.
    private static string Label(Operation operation, string name, string value) => value is "" or "." or ".."
        ? throw new ArgumentException($"{operation} cannot be asked about '{value}' as {name}.", name)
        : value;

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToJsonString(),
    };

    private static byte[] Form(Operation operation, JsonObject body)
    {
        var form = new StringBuilder("Action=").Append(operation.Name).Append("&Version=").Append(operation.Service.Version);
        foreach (var (name, value) in body)
        {
            Append(form, name, value);
        }

        return Encoding.ASCII.GetBytes(form.ToString());
    }

    private static void Append(StringBuilder form, string name, JsonNode? value)
    {
        switch (value)
        {
            case null:
                break;
            case JsonObject members:
                foreach (var (member, inner) in members)
                {
                    Append(form, $"{name}.{member}", inner);
                }

                break;
            case JsonArray entries:
                for (var i = 0; i < entries.Count; i++)
                {
                    Append(form, $"{name}.member.{i + 1}", entries[i]);
                }

                break;
            default:
                form.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Text(value)));
                break;
        }
    }
}
