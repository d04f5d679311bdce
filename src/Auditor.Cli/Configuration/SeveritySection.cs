using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Core.Text;
using YamlDotNet.RepresentationModel;

namespace Auditor.Cli.Configuration;

/// <summary>Reads <c>severity:</c> of <c>auditor.yaml</c>: a rule on the left, its severity on the right.</summary>
internal static class SeveritySection
{
    private static readonly ImmutableArray<string> Names = [.. Enum.GetValues<Severity>().Reverse().Select(Words.Of)];

    /// <exception cref="UsageException">It says something that is none.</exception>
    public static ImmutableArray<SeveritySetting> Read(YamlNode node, ConfigurationReader reader) => node is YamlMappingNode rules
        ? [.. rules.Children.Select(rule => new SeveritySetting(new(reader.Key(rule.Key), reader.Where(rule.Key)), Severity(rule.Value, reader)))]
        : throw reader.Error(node, "'severity' holds rules, each with a severity, such as 'tracing-off: low'");

    private static Severity Severity(YamlNode node, ConfigurationReader reader)
    {
        var text = reader.String(node);
        return Enum.GetValues<Severity>()
            .Where(severity => string.Equals(Words.Of(severity), text, StringComparison.OrdinalIgnoreCase))
            .Select(severity => (Severity?)severity)
            .FirstOrDefault()
            ?? throw reader.Error(
                node,
                $"{Quote.Of(text)} is no "
                    + $"severity{NearestName.Suggest(text, Names, $"; there are {Words.List(Names)} (to switch a rule off, put it under 'rules: skip:')")}");
    }
}
