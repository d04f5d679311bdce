using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Core.Metadata;

namespace Auditor.Cli.Catalogue;

/// <summary>Writes the values of options as JSON.</summary>
internal static class OptionJson
{
    /// <summary>The value when nobody set one.</summary>
    public static JsonNode Default(RuleOption option) => option switch
    {
        RuleOption<int> number => JsonValue.Create(number.Default),
        RuleOption<bool> choice => JsonValue.Create(choice.Default),
        RuleOption<ImmutableArray<string>> texts => new JsonArray([.. texts.Default.Select(text => JsonValue.Create(text))]),
        _ => JsonValue.Create(option.DefaultText),
    };
}
