using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Cli.Commands;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Reporting;

/// <summary>Tells exposure to programs.</summary>
internal static class ExposureJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ImmutableArray<ExposureRow> rows, ExposureMap? naming = null) => Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("account", row.Scope.Account);
            writer.WriteString("region", row.Scope.Region);
            Optional(writer, "apiId", row.Api?.Id);
            Optional(writer, "apiName", row.Api?.Name);
            Optional(writer, "stage", row.Stage?.Name);
            Optional(writer, "route", row.Route?.Route.Key);
            if (row.Route is { } route)
            {
                writer.WriteBoolean("canary", route.IsCanary);
            }

            Write(writer, row, naming);
            Optional(writer, "unknown", row.Unknown);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static string Of(AccessExplanation explanation) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("decision", Camel($"{explanation.Decision}"));
        writer.WriteString("because", explanation.Because);
        Steps(writer, "steps", explanation.Steps);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, ExposureRow row, ExposureMap? naming)
    {
        if (row.Exposure is { } exposure)
        {
            writer.WriteString("audience", Camel($"{exposure.Audience}"));
            writer.WriteString("reach", Camel($"{exposure.Reach}"));
            writer.WriteString("credential", Camel($"{exposure.Credential}"));
            Optional(writer, "narrowing", exposure.Narrowing);
            Optional(writer, "witness", exposure.Witness);
            Request(writer, exposure.Request);
            writer.WriteBoolean("uncertain", exposure.IsUncertain || exposure.Route.Caveat is not null);
            Optional(writer, "holds", exposure.Holding is { } holding ? Camel($"{holding.Kind}") : null);
            if (exposure.Principals is { } principals)
            {
                Principals(writer, "principals", principals, naming);
            }

            Principals(writer, "changers", exposure.Changers, naming);
            Walk(writer, exposure.Walk);
            Steps(writer, "path", exposure.Path);
        }

        if (row.Access is { } access)
        {
            writer.WriteString("verdict", Camel($"{access.Verdict}"));
            writer.WriteString("credential", Camel($"{access.Credential}"));
            Optional(writer, "url", access.Url);
            writer.WriteString("because", access.Because);
            Optional(writer, "witness", access.Witness);
            Request(writer, access.Request);
        }
    }

    private static void Request(Utf8JsonWriter writer, Witness? request)
    {
        if (request is null)
        {
            return;
        }

        writer.WriteStartObject("request");
        Optional(writer, "verb", request.Verb.Length == 0 ? null : request.Verb);
        writer.WriteString("url", request.Url);
        writer.WriteString("path", request.Path);
        Optional(writer, "fromIp", request.FromIp);
        Optional(writer, "vpcEndpoint", request.VpcEndpointId);
        Optional(writer, "vpc", request.VpcId);
        Optional(writer, "principal", request.PrincipalArn);
        writer.WriteStartObject("headers");
        foreach (var (name, value) in request.Headers)
        {
            Optional(writer, name, value);
        }

        writer.WriteEndObject();
        Names(writer, "shows", [.. request.Shows.Select(credential => Camel($"{credential}"))]);
        writer.WriteEndObject();
    }

    private static void Walk(Utf8JsonWriter writer, ImmutableArray<WalkStep> steps)
    {
        writer.WriteStartArray("walk");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("step", Camel($"{step.Kind}"));
            writer.WriteString("letsThrough", step.LetsThrough);
            Optional(writer, "asks", step.Asks is Credential.None ? null : Camel($"{step.Asks}"));
            writer.WriteBoolean("stops", step.Stops);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Steps(Utf8JsonWriter writer, string name, ImmutableArray<Evidence> steps)
    {
        writer.WriteStartArray(name);
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("what", step.What);
            writer.WriteString("value", step.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Principals(Utf8JsonWriter writer, string name, Fact<GrantedPrincipals> principals, ExposureMap? naming)
    {
        writer.WriteStartObject(name);
        if (principals.Unknown is { } unknown)
        {
            writer.WriteString("unknown", unknown.Because);
        }
        else
        {
            writer.WriteNumber("count", principals.Value.Arns.Length);
            writer.WriteNumber("possibly", principals.Value.Possible.Length);
            if (naming is not null)
            {
                Names(writer, "arns", principals.Value.Arns);
                Names(writer, "possibleArns", principals.Value.Possible);
                Roles(writer, principals.Value.Roles, naming);
            }
        }

        writer.WriteEndObject();
    }

    private static void Roles(Utf8JsonWriter writer, IEnumerable<string> roles, ExposureMap map)
    {
        writer.WriteStartArray("roles");
        foreach (var role in roles)
        {
            writer.WriteStartObject();
            writer.WriteString("arn", role);
            var takers = map.TakersOf(role);
            Optional(writer, "unknown", takers.Unknown?.Because);
            if (takers.IsKnown)
            {
                writer.WriteStartArray("takenOnBy");
                foreach (var taker in takers.Value)
                {
                    writer.WriteStartObject();
                    writer.WriteString("who", taker.Who);
                    Names(writer, "dependsOn", taker.DependsOn);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter writer, string name, ImmutableArray<string> arns)
    {
        writer.WriteStartArray(name);
        foreach (var arn in arns)
        {
            writer.WriteStringValue(arn);
        }

        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
