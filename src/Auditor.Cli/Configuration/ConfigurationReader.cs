using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Core.Files;
using Auditor.Core.Text;
using Auditor.Templates.Documents;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Auditor.Cli.Configuration;

/// <summary>
/// Reads <c>auditor.yaml</c>. Whatever it does not understand is an error with a line: a mistyped rule that goes on running, or stops, is a
/// surprise for nobody's good.
/// </summary>
internal sealed partial class ConfigurationReader
{
    /// <summary>What the file can hold.</summary>
    public static readonly ImmutableArray<string> Keys =
    [
        "closedRegions", "failOn", "formats", "maxRate", "output", "regions", "rules", "severity", "suppressions",
    ];

    /// <summary>What <c>rules</c> can hold.</summary>
    public static readonly ImmutableArray<string> RuleKeys = ["enable", "only", "options", "skip"];

    private readonly string _file;

    private ConfigurationReader(string file) => _file = file;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or says something that is no setting.</exception>
    public static ConfigurationFile Read(string path, IOContext io)
    {
        string text;
        try
        {
            text = File.ReadAllText(io.FullPath(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"Configuration file {Quote.Of(path)} cannot be read: {FileFailure.Reason(io.FullPath(path), exception)}.");
        }

        return Parse(path, text);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="UsageException">It says something that is no setting.</exception>
    public static ConfigurationFile Parse(string path, string text) => new ConfigurationReader(path).Parse(text);

    private ConfigurationFile Parse(string text)
    {
        var yaml = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            yaml.Load(parser);
        }
        catch (AnchorNotFoundException exception)
        {
            // Nobody uses aliases here: it is a pattern that begins with '*'.
            var line = text.Split('\n').Index().FirstOrDefault(each => BareStar().IsMatch(each.Item)).Index + 1;
            throw new UsageException(
                $"{_file}:{line}: This is not valid YAML: {exception.Message.TrimEnd('.')}. Write what begins with '*' in quotes.");
        }
        catch (YamlException exception)
        {
            throw new UsageException($"{_file}:{exception.Start.Line}: This is not valid YAML: {exception.Message.TrimEnd('.')}.");
        }
        catch (Exception exception) when (YamlErrors.IsOne(exception))
        {
            throw new UsageException($"{_file}:{Math.Max(1, parser.Current?.Start.Line ?? 1)}: This is not valid YAML.");
        }

        return yaml.Documents switch
        {
            [] => new(),
            [{ RootNode: YamlMappingNode root }] => Read(root),
            [{ RootNode: YamlScalarNode { Value: null or "" } }] => new(),
            [var document] => throw Error(document.RootNode, $"A list of settings is expected here, such as 'failOn: high'"),
            [_, var second, ..] => throw Error(second.RootNode, "A second document starts here; there can be only one"),
        };
    }

    private ConfigurationFile Read(YamlMappingNode root)
    {
        var settings = new ConfigurationFile();
        foreach (var (key, value) in root.Children)
        {
            settings = Key(key) switch
            {
                "regions" => settings with { Regions = [.. Strings(value).Select(RegionName.Checked)] },
                "closedRegions" => settings with { ClosedRegions = [.. Strings(value).Select(RegionName.One)] },
                "rules" => Rules(settings, value),
                "failOn" => settings with { FailOn = Severity(value) },
                "formats" => settings with { Formats = Strings(value) },
                "output" => settings with { Output = String(value) },
                "maxRate" => settings with { MaxRate = Rate(value) },
                "severity" => settings with { Severities = SeveritySection.Read(value, this) },
                "suppressions" => settings with { Suppressions = SuppressionSection.Read(value, this) },
                "plugins" =>
                    throw Error(
                        key,
                        "'plugins' cannot be set in a file, because a plug-in is code that runs; name it with '--plugin' on the command "
                            + "line"),
                var other => throw Unknown(key, other, Keys),
            };
        }

        return settings;
    }

    private ConfigurationFile Rules(ConfigurationFile settings, YamlNode node)
    {
        if (node is not YamlMappingNode rules)
        {
            throw Error(node, "'rules' holds 'enable', 'only' and 'skip', each with a list of rules, and 'options'");
        }

        foreach (var (key, value) in rules.Children)
        {
            settings = Key(key) switch
            {
                "enable" => settings with { EnabledRules = Strings(value) },
                "only" => settings with { OnlyRules = Strings(value) },
                "options" => settings with { RuleOptions = RuleOptionsSection.Read(value, this) },
                "skip" => settings with { SkippedRules = Strings(value) },
                var other => throw Unknown(key, other, RuleKeys),
            };
        }

        return settings;
    }

    private FailOn Severity(YamlNode node)
    {
        var text = String(node);
        return Severities.Parse(text)
            ?? throw Error(
                node,
                $"{Quote.Of(text)} is no "
                    + $"severity{NearestName.Suggest(text, Severities.Names, $"; there are {Words.List(Severities.Names)}")}");
    }

    private double Rate(YamlNode node)
    {
        var text = String(node);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : throw Error(node, $"{Quote.Of(text)} is no number of requests per second above 0");
    }

    internal ImmutableArray<Sourced<string>> Strings(YamlNode node) => node switch
    {
        YamlSequenceNode { Children.Count: 0 } => throw Error(node, "The list is empty; leave the setting out instead"),
        YamlSequenceNode list => [.. list.Children.Select(item => new Sourced<string>(String(item), Where(item)))],
        _ => [new(String(node), Where(node))],
    };

    internal string String(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } text } && !string.IsNullOrWhiteSpace(text)
        ? text
        : throw Error(node, "A value is missing here");

    internal string Key(YamlNode node) =>
        node is YamlScalarNode { Value: { } name } ? name : throw Error(node, "The name of a setting is expected here");

    internal UsageException Unknown(YamlNode node, string key, ImmutableArray<string> keys) =>
        Error(node, $"{Quote.Of(key)} is no setting{NearestName.Suggest(key, keys, $"; there are {Words.List(keys)}")}");

    internal string Where(YamlNode node) => $"{_file}:{node.Start.Line}";

    internal UsageException Error(YamlNode node, string message) => new($"{Where(node)}: {message}{(message.EndsWith('?') ? "" : ".")}");

    // At the start of a value, or of one in a list.
    [GeneratedRegex(@"(^|[-:,\[])\s*\*[^\s*]")]
    private static partial Regex BareStar();
}
