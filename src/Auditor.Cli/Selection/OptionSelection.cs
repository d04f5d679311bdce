using System.Collections.Immutable;
using Auditor.Cli.Configuration;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Cli.Selection;

/// <summary>Looks up the options of rules that somebody set.</summary>
internal static class OptionSelection
{
    /// <summary>The settings of the rules, of those that do not run too: a mistake in them is one all the same.</summary>
    /// <exception cref="UsageException">There is no such rule or option, it is set twice, or it takes no such value.</exception>
    public static RuleSettings Read(ImmutableArray<RuleOptionSetting> given, RuleSelection catalogue)
    {
        var settings = RuleSettings.Default;
        var seen = new HashSet<(string Rule, string Key)>();
        foreach (var setting in given)
        {
            var rule = catalogue.Find(setting.Rule).Info;
            var option = Option(rule, setting);
            if (!seen.Add((rule.Id, option.Key)))
            {
                throw new UsageException(
                    $"{setting.Key.Where}: {Quote.Of(option.Key)} of {Quote.Of(rule.Name)} is set already, under another of the rule's "
                        + $"names.");
            }

            settings = settings.With(rule, option, Value(rule, option, setting));
        }

        return settings;
    }

    private static RuleOption Option(RuleInfo rule, RuleOptionSetting setting)
    {
        var (name, where) = setting.Key;
        if (rule.Options is [])
        {
            throw new UsageException($"{where}: Rule {Quote.Of(rule.Name)} has no options.");
        }

        var keys = rule.Options.Select(option => option.Key).ToList();
        return rule.Options.FirstOrDefault(option => option.Key == name)
            ?? throw new UsageException(
                $"{where}: {Quote.Of(name)} is no option of rule "
                    + $"{Quote.Of(rule.Name)}{NearestName.Suggest(name, keys, $"; it has {Quote.List(keys)}.")}");
    }

    private static object Value(RuleInfo rule, RuleOption option, RuleOptionSetting setting)
    {
        if (option.Read([.. setting.Values.Select(text => text.Value)], out var value) is not { } problem)
        {
            return value
                ?? throw new UsageException($"{setting.Where}: {Quote.Of(option.Key)} of {Quote.Of(rule.Name)} takes no such value.");
        }

        // In a long list the line of what is wrong is worth more than that of the list.
        var wrong = option.Kind is RuleOptionKind.Texts
            ? setting.Values.FirstOrDefault(text => option.Read([text.Value], out _) is not null)
            : null;
        var given = option.Kind is RuleOptionKind.Texts ? ""
            : setting.Values is [var only] ? $", not {Quote.Of(only.Value)}"
            : ", not a list";
        var end = wrong is not null && option.Known is not []
            ? NearestName.Suggest(wrong.Value, option.Known, $"; there are {Words.List(option.Known)}.")
            : ".";
        throw new UsageException($"{wrong?.Where ?? setting.Where}: {Quote.Of(option.Key)} of {Quote.Of(rule.Name)} {problem}{given}{end}");
    }
}
