using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Core.Inventory;

/// <summary>Reads and writes <c>inventory.json</c>: the same inventory makes the same bytes, one line for each value.</summary>
public static partial class InventoryFile
{
    private static readonly JsonSerializerOptions Options = new(JsonStyle.Readable)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // Of two, one would be believed and the other seen by whoever reads the file.
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new SharedTextConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } },
    };

    // What was not collected is there, too, and says so.
    private static readonly JsonSerializerOptions WithWhatIsUnknown = new(Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutNull } },
    };

    // Of each account in a Region only the outline stays, so that no two are there as a whole.
    private static readonly JsonSerializerOptions Outlines = new(Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing, KeepOutlines } },
    };

    // No line feed can be in it: texts have theirs escaped.
    private static readonly JsonSerializerOptions OneLine = new(Options) { WriteIndented = false };

    /// <summary>The inventory as UTF-8 JSON that ends with a line feed.</summary>
    public static byte[] Write(Estate estate)
    {
        using var stream = new MemoryStream();
        Write(stream, estate);
        return stream.ToArray();
    }

    /// <summary>Writes the inventory as UTF-8 JSON that ends with a line feed.</summary>
    public static void Write(Stream stream, Estate estate)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, estate, Options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>
    /// Writes an inventory of which there is only one account or Region in memory at a time: the same bytes as <see cref="Write(Estate)"/>.
    /// </summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="head">The inventory without accounts and Regions.</param>
    /// <param name="accounts">The accounts, in the order of the file.</param>
    /// <param name="scopes">The accounts in Regions, in the order of the file.</param>
    public static void Write(Stream stream, Estate head, IEnumerable<Account> accounts, IEnumerable<Scope> scopes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(scopes);
        using var members = JsonSerializer.SerializeToDocument(head, Options);
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = Options.NewLine, Encoder = Options.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var member in members.RootElement.EnumerateObject())
            {
                switch (member.Name)
                {
                    case "accounts":
                        WriteEach(writer, member.Name, accounts);
                        break;
                    case "scopes":
                        WriteEach(writer, member.Name, scopes);
                        break;
                    default:
                        member.WriteTo(writer);
                        break;
                }
            }

            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteEach<T>(Utf8JsonWriter writer, string name, IEnumerable<T> things)
    {
        writer.WriteStartArray(name);
        foreach (var thing in things)
        {
            JsonSerializer.Serialize(writer, thing, Options);
            writer.Flush();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads an inventory.</summary>
    /// <exception cref="InventoryFormatException">It is no inventory; the message says where and why.</exception>
    public static Estate Read(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var text = json.StartsWith(byteOrderMark) ? json[byteOrderMark.Length..] : json;
        try
        {
            return Judged(JsonSerializer.Deserialize<Estate>(text, Options), MissingThings.LineOf(text));
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    /// <summary>Reads an inventory of which the text is never in memory as a whole.</summary>
    /// <param name="json">Where it stands; can be read again from its beginning.</param>
    /// <exception cref="InventoryFormatException">It is no inventory; the message says where and why.</exception>
    public static Estate Read(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var estate = JsonSerializer.Deserialize<Estate>(json, Options);
            json.Position = 0;
            return Judged(estate, MissingThings.LineOf(json));
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    /// <summary>
    /// Reads an inventory of which of each account in a Region only what reports ask for stays in memory, as <see cref="ScopeOutline"/> has
    /// it.
    /// </summary>
    /// <inheritdoc cref="Read(Stream)"/>
    internal static Estate ReadOutline(Stream json)
    {
        try
        {
            // First, because outlines are made of what is there.
            if (MissingThings.LineOf(json) is null)
            {
                json.Position = 0;
                return Judged(JsonSerializer.Deserialize<Estate>(json, Outlines), lineOfMissing: null);
            }
        }
        catch (JsonException)
        {
            // Whoever reads all of it says what is wrong first.
        }

        json.Position = 0;
        return Read(json);
    }

    /// <summary>Reads one account in a Region of an inventory.</summary>
    /// <param name="json">The object, as it stands in the file.</param>
    /// <exception cref="InventoryFormatException">It is something else.</exception>
    internal static Scope ReadScope(ReadOnlySpan<byte> json)
    {
        try
        {
            return SecretFilter.Over(
                JsonSerializer.Deserialize<Scope>(json, Options) ?? throw new InventoryFormatException("It is 'null'."));
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    private static Estate Judged(Estate? estate, int? lineOfMissing)
    {
        if (estate is null)
        {
            throw new InventoryFormatException("It is 'null', not an inventory.");
        }

        if (lineOfMissing is { } missing)
        {
            throw new InventoryFormatException($"In line {missing} it lists 'null' instead of a thing.");
        }

        // Another version, or another hand, may have left a secret in it.
        return estate.SchemaVersion is Estate.CurrentSchemaVersion
            ? SecretFilter.Over(estate)
            : throw new InventoryFormatException(
                $"It has schema version {estate.SchemaVersion}; this version of Auditor reads {Estate.CurrentSchemaVersion}. Use the "
                    + $"version that wrote it, or collect it again.");
    }

    private static InventoryFormatException Broken(JsonException exception)
    {
        var where = exception.LineNumber is { } line ? $" (line {line + 1}, {exception.Path})" : "";
        return new($"It is not an inventory as 'auditor collect' writes it{where}: {InPlainWords(exception.Message)}");
    }

    /// <summary>A part of an inventory, or a record around one, as JSON in one line.</summary>
    public static byte[] WritePart<T>(T part) => JsonSerializer.SerializeToUtf8Bytes(part, OneLine);

    /// <inheritdoc cref="WritePart{T}(T)"/>
    public static void WritePart<T>(Stream stream, T part) => JsonSerializer.Serialize(stream, part, OneLine);

    /// <summary>
    /// A part of an inventory as a tree, with the names and values of the file: a fact that nobody collected stands in it as unknown.
    /// </summary>
    public static JsonObject Tree<T>(T part)
        where T : class =>
        JsonSerializer.SerializeToNode(part, WithWhatIsUnknown) as JsonObject
            ?? throw new InvalidOperationException($"A {typeof(T).Name} is no object in JSON.");

    /// <summary>Reads what <see cref="WritePart{T}(T)"/> wrote.</summary>
    /// <exception cref="InventoryFormatException">It is something else.</exception>
    public static T ReadPart<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return SecretFilter.Over(JsonSerializer.Deserialize<T>(json, OneLine) ?? throw new InventoryFormatException("It is 'null'."));
        }
        catch (JsonException exception)
        {
            throw new InventoryFormatException(InPlainWords(exception.Message));
        }
    }

    /// <inheritdoc cref="ReadPart{T}(ReadOnlySpan{byte})"/>
    public static T ReadPart<T>(Stream json)
        where T : class
    {
        try
        {
            return SecretFilter.Over(JsonSerializer.Deserialize<T>(json, OneLine) ?? throw new InventoryFormatException("It is 'null'."));
        }
        catch (JsonException exception)
        {
            throw new InventoryFormatException(InPlainWords(exception.Message));
        }
    }

    // That there is none is a value of some facts; of others it is a mistake of whoever wrote the file. The types are the same to the
    // serializer.
    private static bool TakesNull(JsonPropertyInfo property) =>
        property.AttributeProvider is not PropertyInfo declared
            || new NullabilityInfoContext().Create(declared).GenericTypeArguments[0].ReadState is not NullabilityState.NotNull;

    // The serializer speaks of .NET types, which whoever edited a file has never seen.
    private static string InPlainWords(string message) => message switch
    {
        _ when Unmapped().Match(message) is { Success: true } match =>
            $"it has a member '{match.Groups["name"].Value}' that inventories do not have.",
        _ when Missing().Match(message) is { Success: true } match => $"it lacks {match.Groups["names"].Value}.",
        _ when Duplicate().Match(message) is { Success: true } match => $"it has '{match.Groups["name"].Value}' twice.",
        _ when message.Contains("could not be converted to", StringComparison.Ordinal) =>
            "the value is not of the kind that belongs there.",
        _ when message.Contains("does not contain any JSON tokens", StringComparison.Ordinal) => "it is empty.",
        _ when Unfinished().IsMatch(message) => "it ends in the middle: it was cut off, or is still being written.",
        _ when NoJson().IsMatch(message) => "it is no JSON.",
        _ => message.Split(" Path:", 2)[0],
    };

    [GeneratedRegex(
        "is an invalid|is invalid|Expected|contains a trailing comma|The JSON (value|object|array) (contains|is not)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex NoJson();

    [GeneratedRegex("reached end of data|isFinalBlock|that should be closed", RegexOptions.ExplicitCapture)]
    private static partial Regex Unfinished();

    [GeneratedRegex("property '(?<name>[^']*)' could not be mapped", RegexOptions.ExplicitCapture)]
    private static partial Regex Unmapped();

    [GeneratedRegex("Duplicate property '(?<name>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Duplicate();

    [GeneratedRegex("missing required properties including: (?<names>.*?)\\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();

    // NOTE: in place of what was read, when it was read: the list around it takes no other. A converter would do, but the serializer then
    // counts lines and paths from the beginning of the value, and people are told where something is wrong.
    private static void KeepOutlines(JsonTypeInfo type)
    {
        if (type.Type == typeof(Scope))
        {
            type.OnDeserialized = read =>
            {
                // What a secret is may hang on what the outline lacks.
                var outline = ScopeOutline.Of(SecretFilter.Over((Scope)read));
                foreach (var property in type.Properties)
                {
                    property.Set?.Invoke(read, property.Get?.Invoke(outline));
                }
            };
        }
    }

    private static void LeaveOutNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = (_, value) => value is not null;
        }
    }

    // Absent means null or "not collected"; what was read as "there is none" is written as null. So is what is empty: it was read.
    private static void LeaveOutWhatSaysNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Fact<>))
            {
                var notCollected = Activator.CreateInstance(property.PropertyType);
                property.ShouldSerialize = (_, value) => !Equals(value, notCollected);
                property.CustomConverter = FactJsonConverterFactory.For(property.PropertyType, TakesNull(property));
            }
            else
            {
                property.ShouldSerialize = (_, value) => value is not null;
            }
        }
    }
}
