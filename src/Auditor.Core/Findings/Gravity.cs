using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Core.Findings;

/// <summary>
/// How bad a finding is: what decides whether a later one of the same identity is still the one that somebody knew or accepted.
/// </summary>
/// <param name="Severity">Its severity; <see langword="null"/> when nobody recorded it.</param>
/// <param name="Audience">Who can reach the thing; <see langword="null"/> when that was unknown or not recorded.</param>
/// <param name="Stages">The stages it is about; empty when it is not about some of several, or nobody recorded them.</param>
public sealed record Gravity(Severity? Severity, Audience? Audience, ImmutableArray<string> Stages)
{
    private const int MostParts = 6;

    /// <summary>What it names: routes, holders, accounts. Empty where it names nothing, or nobody recorded it.</summary>
    public ImmutableArray<NamedThings> Named { get; init; } = [];

    /// <summary>Whether nothing is known of it.</summary>
    public bool IsUnknown => Severity is null && Audience is null && Stages is [] && Named is [];

    /// <summary>
    /// What is worse in a later finding, each in a few words: <c>severity high instead of low</c>. What is unknown on either side is not
    /// compared.
    /// </summary>
    public ImmutableArray<string> WorseIn(Gravity later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var newStages = NewStages(later.Stages);
        return
        [
            .. later.Severity > Severity ? [$"severity {Word(later.Severity)} instead of {Word(Severity)}"] : ImmutableArray<string>.Empty,
            .. later.Audience > Audience ? [$"{Words(later.Audience)} instead of {Words(Audience)}"] : ImmutableArray<string>.Empty,
            .. newStages is not []
                ? [$"also on {(newStages.Length == 1 ? "stage" : "stages")} {Quote.List(newStages)}"]
                : ImmutableArray<string>.Empty,
            .. NamedThings.Added(Named, later.Named, newStages),
        ];
    }

    /// <summary>
    /// What is known of it in a few words: <c>severity low, reached by the own VPCs or the own account, stage 'prod'</c>.
    /// </summary>
    public override string ToString() => string.Join(", ", (string[])
    [
        .. Severity is null ? [] : (string[])[$"severity {Word(Severity)}"],
        .. Audience is null ? [] : (string[])[Words(Audience)],
        .. Stages is [] ? [] : (string[])[$"{(Stages.Length == 1 ? "stage" : "stages")} {Quote.List(Stages)}"],
        .. Named.Take(MostParts).Select(named => named.ToString()),
        .. Named.Length <= MostParts ? [] : (string[])["and more"],
    ]);

    private ImmutableArray<string> NewStages(ImmutableArray<string> later) =>
        Stages is [] ? [] : [.. later.Except(Stages, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Word(Severity? severity) => severity is { } known ? EnumText.Lower(known) : "";

    private static string Words(Audience? audience) => audience switch
    {
        Exposure.Audience.Internet => "reached from the internet",
        Exposure.Audience.OthersOrNetwork => "reached by other accounts or from given networks",
        Exposure.Audience.OwnVpcOrAccount => "reached by the own VPCs or the own account",
        _ => "reached by nobody",
    };
}
