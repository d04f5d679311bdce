using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Cli.Configuration;
using Auditor.Cli.Terminal;
using Auditor.Core.Files;
using Auditor.Core.Findings;
using Auditor.Core.Text;
using Auditor.Templates.Documents;
using YamlDotNet.RepresentationModel;

namespace Auditor.Cli.Suppressing;

/// <summary>The <c>auditor.yaml</c> that a suppression is written into. All of it stays as it is but for the new lines.</summary>
internal sealed class SuppressionFile
{
    private const char ByteOrderMark = '\uFEFF';
    private const int LongestComment = 120;
    private readonly string _name;
    private readonly string _path;
    private readonly string _text;
    private readonly bool _hasByteOrderMark;

    private SuppressionFile(string name, string path, string text)
    {
        _hasByteOrderMark = text.StartsWith(ByteOrderMark);
        (_name, _path, _text) = (name, path, text.TrimStart(ByteOrderMark));
        Suppressions = ConfigurationReader.Parse(name, _text).Suppressions;
    }

    /// <summary>What it suppresses already.</summary>
    public ImmutableArray<SuppressionSetting> Suppressions { get; }

    /// <summary>Reads the file, or begins one where there is none.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no configuration.</exception>
    public static SuppressionFile Open(string name, IOContext io)
    {
        // A link stays one: what it leads to is what is written.
        var path = io.FullPath(name);
        try
        {
            path = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return new(
                name,
                path,
                File.Exists(path) || Directory.Exists(path) ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)) : "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Configuration file {Quote.Of(name)} cannot be read: {FileFailure.Reason(path, exception)}.");
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"Configuration file {Quote.Of(name)} cannot be read: it is not UTF-8.");
        }
    }

    /// <summary>
    /// Writes the file with one more suppression, which says what it was made for: a finding that gets worse is not what somebody accepted.
    /// </summary>
    /// <exception cref="UsageException">That would change anything else, or it cannot be written.</exception>
    public void Add(PastFinding finding, string reason, DateOnly? until, string? acceptedBy, DateOnly acceptedOn)
    {
        ImmutableArray<(string Key, string Value)> members =
        [
            ("rule", finding.RuleName ?? finding.RuleId),
            .. finding.Account is { } account ? [("account", account)] : ImmutableArray<(string, string)>.Empty,
            .. finding.Region is { } region ? [("region", region)] : ImmutableArray<(string, string)>.Empty,
            ("fingerprint", finding.Fingerprint),
            ("reason", reason),
            .. acceptedBy is { } who ? [("acceptedBy", who)] : ImmutableArray<(string, string)>.Empty,
            ("acceptedOn", Day(acceptedOn)),
            .. until is { } day ? [("until", Day(day))] : ImmutableArray<(string, string)>.Empty,
        ];
        var texts = members.Select(
            member => $"{member.Key}: {(member.Key is "until" or "acceptedOn" ? member.Value : YamlText.Of(member.Value))}")
            .ToList();
        if (AcceptedFor(finding.Gravity) is { } gravity)
        {
            texts.Add($"acceptedFor: {gravity}");
        }

        ImmutableArray<string> lines =
        [
            $"# {PlainText.Cut(Describe(finding), LongestComment)}",
            .. texts.Select((text, index) => $"{(index == 0 ? "- " : "  ")}{text}"),
        ];
        var text = SuppressionInsertion.Into(_text, lines);
        if (text is null || !IsTheSameButFor(text, members, finding.Gravity))
        {
            throw new UsageException(
                $"{_name} is written in a way that a suppression cannot be added to without changing it. Add this under "
                    + $"'{SuppressionSection.Name}:' yourself: {{ {string.Join(", ", texts)} }}");
        }

        Write(_hasByteOrderMark ? ByteOrderMark + text : text);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? AcceptedFor(Gravity gravity)
    {
        string[] parts =
        [
            .. gravity.Severity is { } severity ? [$"severity: {Words.Of(severity)}"] : Array.Empty<string>(),
            .. gravity.Audience is { } audience ? [$"audience: {SuppressionSection.NameOf(audience)}"] : Array.Empty<string>(),
            .. gravity.Stages is not [] ? [$"stages: {Texts(gravity.Stages)}"] : Array.Empty<string>(),
            .. gravity.Named is not [] ? [$"named: [{string.Join(", ", gravity.Named.Select(Named))}]"] : Array.Empty<string>(),
        ];
        return parts is [] ? null : $"{{ {string.Join(", ", parts)} }}";
    }

    private static string Named(NamedThings named) =>
        $"{{ kind: {YamlText.Quoted(named.Kind)}, {(named.Stages is [] ? "" : $"stages: {Texts(named.Stages)}, ")}names: "
            + $"{Texts(named.Names)} }}";

    private static string Texts(ImmutableArray<string> texts) => $"[{string.Join(", ", texts.Select(YamlText.Quoted))}]";

    private static bool AreSame(NamedThings one, NamedThings other) =>
        one.Kind == other.Kind && one.Names.SequenceEqual(other.Names) && one.Stages.SequenceEqual(other.Stages);

    private static string Describe(PastFinding finding) => finding.ApiId is { } api
        ? $"{(finding.Route is { } route ? $"{route} of " : "")}API '{finding.ApiName}' "
            + $"({api}){(finding.Stage is { } stage ? $", stage '{stage}'" : "")}"
        : finding.Resource ?? finding.RuleId;

    // Read again, whole: what a person wrote is worth more than an entry.
    private bool IsTheSameButFor(string text, ImmutableArray<(string Key, string Value)> members, Gravity gravity)
    {
        try
        {
            var (before, after) = (Root(_text), Root(text));
            var (old, now) = (List(before), List(after));
            var added = ConfigurationReader.Parse(_name, text).Suppressions[^1].Entry.AcceptedFor ?? new(null, null, []);
            return added.Severity == gravity.Severity && added.Audience == gravity.Audience && added.Stages.SequenceEqual(gravity.Stages)
                && added.Named.Length == gravity.Named.Length
                    && added.Named.Zip(gravity.Named).All(pair => AreSame(pair.First, pair.Second))
                && Others(before).SequenceEqual(Others(after))
                && now.Count == old.Count + 1
                && old.SequenceEqual(now.SkipLast(1))
                && now[^1] is YamlMappingNode entry
                && entry.Children.Where(member => member.Value is YamlScalarNode)
                    .Select(member => ($"{member.Key}", (member.Value as YamlScalarNode)?.Value ?? ""))
                    .SequenceEqual(members);
        }
        catch (Exception exception) when (exception is UsageException || YamlErrors.IsOne(exception))
        {
            return false;
        }
    }

    private static YamlMappingNode Root(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents is [{ RootNode: YamlMappingNode root }] ? root : [];
    }

    private static List<YamlNode> List(YamlMappingNode root) =>
        root.Children.TryGetValue(SuppressionSection.Name, out var list) && list is YamlSequenceNode entries ? [.. entries.Children] : [];

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Others(YamlMappingNode root) =>
        root.Children.Where(member => member.Key is not YamlScalarNode { Value: SuppressionSection.Name });

    private void Write(string text)
    {
        try
        {
            WholeFile.Write(_path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), keepsMode: true);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw new UsageException($"Configuration file {Quote.Of(_name)} cannot be written: {FileFailure.Reason(_path, exception)}.");
        }
    }
}
