using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Core.Metadata;

/// <summary>
/// Something about a rule that people can set, under the rule's name in <c>auditor.yaml</c>. Rules declare theirs in
/// <see cref="RuleInfo.Options"/>.
/// </summary>
public abstract class RuleOption
{
    private protected RuleOption(string key, string summary) => (Key, Summary) = (key, summary);

    /// <summary>What people write, in camel case: <c>windowDays</c>.</summary>
    public string Key { get; }

    /// <summary>One sentence with a period that says what it changes.</summary>
    public string Summary { get; }

    /// <summary>What kind of value it takes.</summary>
    public abstract RuleOptionKind Kind { get; }

    /// <summary>What values it takes, in words: <c>a whole number from 1 to 455</c>.</summary>
    public string Takes => this switch
    {
        RuleOption<int> { Least: { } least, Most: { } most } =>
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        { Kind: RuleOptionKind.Choice } => "true or false",
        { Known: [_, ..] known } => $"a list out of {string.Join(", ", known.Select(name => $"`{name}`"))}",
        _ => "a list of texts",
    };

    /// <summary>The names that a list can hold; empty when it takes any text, and for other kinds.</summary>
    public ImmutableArray<string> Known { get; private protected init; } = [];

    /// <summary>
    /// The value when nobody set one, as it would be written: numbers and <c>true</c> or <c>false</c> as such, lists with commas.
    /// </summary>
    public abstract string DefaultText { get; }

    /// <summary>Reads a value.</summary>
    /// <param name="texts">What was written: one text, or those of a list.</param>
    /// <param name="value">The value, as <see cref="RuleSettings"/> keeps it.</param>
    /// <returns>
    /// What is wrong with it, as the end of a sentence that began with the option's name (<c>is no whole number from 1 to 455</c>);
    /// <see langword="null"/> when nothing is.
    /// </returns>
    public abstract string? Read(ImmutableArray<string> texts, out object? value);

    /// <summary>A whole number.</summary>
    public static RuleOption<int> WholeNumber(string key, string summary, int unlessSet, int least, int most) => new(
        key,
        summary,
        RuleOptionKind.WholeNumber,
        unlessSet,
        number => number.ToString(CultureInfo.InvariantCulture),
        texts =>
            texts is [var text]
                && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
            ? (number, null)
            : (0, string.Create(CultureInfo.InvariantCulture, $"takes a whole number from {least} to {most}")))
    {
        Least = least,
        Most = most,
    };

    /// <summary>Yes or no.</summary>
    public static RuleOption<bool> Choice(string key, string summary, bool unlessSet) => new(
        key,
        summary,
        RuleOptionKind.Choice,
        unlessSet,
        yes => yes ? "true" : "false",
        texts => texts switch
        {
            // As YAML writes them.
            ["true" or "True" or "TRUE"] => (true, null),
            ["false" or "False" or "FALSE"] => (false, null),
            _ => (false, "takes true or false"),
        });

    /// <summary>A list of texts.</summary>
    /// <param name="key">What people write.</param>
    /// <param name="summary">What it changes.</param>
    /// <param name="unlessSet">The list when nobody set one.</param>
    /// <param name="problem">Says what is wrong with a text, as the end of a sentence (<c>is no account id of twelve digits</c>), or null;
    /// may be left out.</param>
    public static RuleOption<ImmutableArray<string>> Texts(
        string key, string summary, ImmutableArray<string> unlessSet, Func<string, string?>? problem = null) =>
        List(key, summary, unlessSet, [], problem);

    /// <summary>A list of names that AWS or somebody else decides on.</summary>
    /// <param name="key">What people write.</param>
    /// <param name="summary">What it changes.</param>
    /// <param name="unlessSet">The list when nobody set one.</param>
    /// <param name="known">The names that there are; people write them exactly so.</param>
    /// <param name="kind">What each of them is, with an article: <c>a security policy of API Gateway</c>.</param>
    public static RuleOption<ImmutableArray<string>> Names(
        string key, string summary, ImmutableArray<string> unlessSet, ImmutableArray<string> known, string kind) =>
        List(key, summary, unlessSet, known, name => known.Contains(name, StringComparer.Ordinal) ? null : $"is not {kind}");

    private static RuleOption<ImmutableArray<string>> List(
        string key, string summary, ImmutableArray<string> unlessSet, ImmutableArray<string> known, Func<string, string?>? problem) => new(
        key,
        summary,
        RuleOptionKind.Texts,
        unlessSet,
        texts => string.Join(", ", texts),
        texts =>
            texts.Select(text => problem?.Invoke(text) is { } wrong ? $"holds {Text.Quote.Of(text)}, which {wrong}" : null)
                .FirstOrDefault(wrong => wrong is not null) is { } first
            ? ([], first)
            : (texts, null))
        {
            Known = known,
        };
}
