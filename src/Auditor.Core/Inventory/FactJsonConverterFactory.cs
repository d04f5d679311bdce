using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A known fact is written as its value, an unknown one as <c>{"unknown": {"because": ...}}</c>.</summary>
internal sealed class FactJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Fact<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var converter = typeof(FactJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]);
        return (JsonConverter?)Activator.CreateInstance(converter)
            ?? throw new InvalidOperationException($"'{converter}' has no public constructor.");
    }
}
