using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Core.Findings;

/// <summary>
/// Things of one kind that a finding is about: the routes behind an authorizer, the holders of a policy, the accounts that it lets in. A
/// later finding of the same identity that names one more is worse. Only what is wrong is named, nothing that it is measured against, and
/// no counts and no wording.
/// </summary>
/// <param name="Kind">What they are, one of them: <c>route</c>, <c>holder</c>, <c>account</c>.</param>
/// <param name="Names">Their names, each once and in order.</param>
public sealed record NamedThings(string Kind, ImmutableArray<string> Names)
{
    private const int MostNames = 5;

    /// <summary>The stages that it is so on; empty where the things are not those of a stage.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Things of one kind, each once and in order.</summary>
    public static NamedThings Of(string kind, IEnumerable<string> names) =>
        new(kind, [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The routes, on the stages that serve them.</summary>
    public static ImmutableArray<NamedThings> Routes(IEnumerable<DeployedRoute> routes) =>
        OfStages("route", routes.Select(route => (route.Stage.Name, route.Route.Key)));

    /// <summary>Things of stages: what is the same on several is said once.</summary>
    public static ImmutableArray<NamedThings> OfStages(string kind, IEnumerable<(string Stage, string Name)> things) =>
    [
        .. things
            .GroupBy(thing => thing.Stage, thing => thing.Name, StringComparer.Ordinal)
            .Select(stage => (Stage: stage.Key, Named: Of(kind, stage)))
            .GroupBy(stage => string.Join('\n', stage.Named.Names), StringComparer.Ordinal)
            .Select(same => same.First().Named with { Stages = [.. same.Select(stage => stage.Stage).Order(StringComparer.Ordinal)] })
            .OrderBy(named => named.Stages[0], StringComparer.Ordinal),
    ];

    /// <summary>What two lists name together.</summary>
    public static ImmutableArray<NamedThings> Union(ImmutableArray<NamedThings> one, ImmutableArray<NamedThings> other) =>
        one is [] ? other : other is [] ? one :
    [
        .. one.Concat(other)
            .GroupBy(named => (named.Kind, Stages: string.Join('\n', named.Stages)))
            .Select(same => Of(same.Key.Kind, same.SelectMany(named => named.Names)) with { Stages = same.First().Stages }),
    ];

    /// <summary>
    /// What a later finding names and an earlier one did not, each in a few words; nothing of kinds that the earlier does not speak of.
    /// </summary>
    /// <param name="earlier">What the earlier named.</param>
    /// <param name="later">What the later names.</param>
    /// <param name="newStages">The stages that are new as a whole, which are told as that.</param>
    public static ImmutableArray<string> Added(
        ImmutableArray<NamedThings> earlier, ImmutableArray<NamedThings> later, ImmutableArray<string> newStages) =>
    [
        .. later
            .SelectMany(named => named.Stages is []
                ? [(named.Kind, Stage: null, named.Names)]
                : named.Stages.Select(stage => (named.Kind, Stage: (string?)stage, named.Names)))
            .Where(named => named.Stage is not { } stage || !newStages.Contains(stage, StringComparer.Ordinal))
            .GroupBy(named => (named.Kind, named.Stage))
            .Select(same => (same.Key.Kind, same.Key.Stage, New: NotIn(
                earlier, same.Key.Kind, same.Key.Stage, same.SelectMany(named => named.Names))))
            .Where(same => same.New is not [])
            .GroupBy(same => (same.Kind, Names: Words(same.Kind, same.New)))
            .Select(same => (same.Key.Names, Stages: same.Select(one => one.Stage).OfType<string>().ToImmutableArray()))
            .Select(same => $"also {same.Names}{(same.Stages is [] ? "" : $" on {(same.Stages.Length == 1 ? "stage" : "stages")} {Quote.Few(same.Stages, MostNames)}")}"),
    ];

    /// <summary><c>routes 'GET /a' and 'GET /b' on stage 'prod'</c>.</summary>
    public override string ToString() =>
        $"{(Names is [] ? $"no {Kind}" : Words(Kind, Names))}{(Stages is [] ? "" : $" on {(Stages.Length == 1 ? "stage" : "stages")} {Quote.Few(Stages, MostNames)}")}";

    private static string Words(string kind, ImmutableArray<string> names) =>
        $"{kind}{(names.Length == 1 ? "" : "s")} {Quote.Few(names, MostNames)}";

    private static ImmutableArray<string> NotIn(ImmutableArray<NamedThings> earlier, string kind, string? stage, IEnumerable<string> names)
    {
        var before = earlier.Where(named => named.Kind == kind).ToList();
        if (before.Count == 0)
        {
            return [];
        }

        var known = before
            .Where(named => stage is null || named.Stages is [] || named.Stages.Contains(stage, StringComparer.Ordinal))
            .SelectMany(named => named.Names)
            .Select(Comparable)
            .ToHashSet(StringComparer.Ordinal);
        return [.. names.Distinct(StringComparer.Ordinal).Where(name => !known.Contains(Comparable(name))).Order(StringComparer.Ordinal)];
    }

    // Reports show what nobody can see as escapes, and marks of secrets differ from run to run.
    private static string Comparable(string name) => Quote.Whole(SecretMark.Stable(name));
}
