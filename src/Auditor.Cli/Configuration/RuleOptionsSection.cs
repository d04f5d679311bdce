using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Auditor.Cli.Configuration;

/// <summary>Reads <c>rules: options:</c> of <c>auditor.yaml</c>: a rule on the left, its options below it.</summary>
internal static class RuleOptionsSection
{
    /// <exception cref="UsageException">It has another shape.</exception>
    public static ImmutableArray<RuleOptionSetting> Read(YamlNode node, ConfigurationReader reader) => node is YamlMappingNode rules
        ? [.. rules.Children.SelectMany(rule => OfRule(rule.Key, rule.Value, reader))]
        : throw reader.Error(node, "'options' holds rules, each with its options, such as 'unused-api: { windowDays: 90 }'");

    private static IEnumerable<RuleOptionSetting> OfRule(YamlNode rule, YamlNode node, ConfigurationReader reader)
    {
        var name = new Sourced<string>(reader.Key(rule), reader.Where(rule));
        return node is YamlMappingNode options
            ? options.Children.Select(option => new RuleOptionSetting(
                name, new(reader.Key(option.Key), reader.Where(option.Key)), Values(option.Value, reader), reader.Where(option.Value)))
            : throw reader.Error(node, "The options of a rule are expected here, such as 'windowDays: 90'");
    }

    // Unlike elsewhere a list can be empty: that takes away what an option lists by default.
    private static ImmutableArray<Sourced<string>> Values(YamlNode node, ConfigurationReader reader) =>
        node is YamlSequenceNode { Children.Count: 0 } ? [] : reader.Strings(node);
}
