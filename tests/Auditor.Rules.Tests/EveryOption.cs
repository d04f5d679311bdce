using System.Collections.Immutable;
using Auditor.Core.Metadata;

namespace Auditor.Rules.Tests;

/// <summary>What holds for the options of every rule.</summary>
public sealed class EveryOption
{
    public static TheoryData<Type> Rules => EveryRule.Rules;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_called_by_a_key_of_its_own_in_camel_case(Type rule)
    {
        var options = EveryRule.Create(rule).Info.Options;
        options.Select(option => option.Key).ShouldBeUnique();
        options.ShouldAllBe(option => System.Text.RegularExpressions.Regex.IsMatch(option.Key, "^[a-z]+([A-Z0-9][a-z0-9]*)*$"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Says_in_a_sentence_what_it_is(Type rule) =>
        EveryRule.Create(rule).Info.Options.ShouldAllBe(option => option.Summary.Length > 10
            && char.IsUpper(option.Summary[0])
            && option.Summary.EndsWith('.')
            && !option.Summary.Contains('|'));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Takes_its_own_default(Type rule)
    {
        foreach (var option in EveryRule.Create(rule).Info.Options)
        {
            var texts = option is RuleOption<ImmutableArray<string>> list ? list.Default : [option.DefaultText];
            option.Read(texts, out var value).ShouldBeNull($"{option.Key} {option.DefaultText}");
            value.ShouldNotBeNull();
        }
    }
}
