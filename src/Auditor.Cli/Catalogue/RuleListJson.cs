using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Cli.Catalogue;

/// <summary>Lists rules for programs.</summary>
internal static class RuleListJson
{
    private static readonly RuleListJsonContext Readable = new(new(JsonStyle.Readable));

    /// <summary>What each rule says about itself.</summary>
    public static string Of(ImmutableArray<Rule> rules) =>
        JsonSerializer.Serialize(rules.Select(Record), Readable.IEnumerableRuleListRecord);

    private static RuleListRecord Record(Rule rule)
    {
        var info = rule.Info;
        return new()
        {
            Id = info.Id,
            Name = info.Name,
            Title = info.Title,
            Category = Words.Of(info.Category),
            Severity = Words.Of(info.Severity),
            Confidence = Words.Of(info.Confidence),
            OnByDefault = info.OnByDefault,
            Since = info.Since,
            Assembly = rule.GetType().Assembly.GetName().Name,
            AppliesTo = [.. info.AppliesTo.Select(kind => Camel($"{kind}"))],
            Needs = [.. Enum.GetValues<Needs>().Where(need => int.PopCount((int)need) == 1 && info.Needs.HasFlag(need)).Select(need => Camel($"{need}"))],
            Frameworks = info.Frameworks,
            Options = [.. info.Options.Select(Record)],
        };
    }

    private static RuleOptionRecord Record(RuleOption option)
    {
        var range = option is RuleOption<int> { Least: not null, Most: not null } number ? number : null;
        return new(
            option.Key,
            Camel($"{option.Kind}"),
            option.Summary,
            OptionJson.Default(option),
            range?.Least,
            range?.Most,
            option.Known is [] ? null : option.Known);
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
