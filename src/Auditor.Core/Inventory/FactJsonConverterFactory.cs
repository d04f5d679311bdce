using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A known fact is written as its value, an unknown one as <c>{"unknown": {"because": ...}}</c>.</summary>
internal sealed class FactJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Fact<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => For(typeToConvert, takesNull: true);

    /// <summary>The converter of a fact.</summary>
    /// <param name="fact">Its type.</param>
    /// <param name="takesNull">Whether "there is none" may be its value, where the type of the value can say so.</param>
    public static JsonConverter For(Type fact, bool takesNull)
    {
        var converter = typeof(FactJsonConverter<>).MakeGenericType(fact.GetGenericArguments()[0]);
        return (JsonConverter?)Activator.CreateInstance(converter, args: [takesNull])
            ?? throw new InvalidOperationException($"'{converter}' has no public constructor.");
    }
}
