using System.Text.Json;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>What one rule must say about the estate; it may say nothing else.</summary>
public sealed record ExpectedRule
{
    public required string Name { get; init; }

    public required IReadOnlyList<ExpectedThing> Flagged { get; init; }

    /// <summary>What may be flagged as well as not.</summary>
    public IReadOnlyList<ExpectedThing> Allowed { get; init; } = [];

    /// <summary>What tempts to a false alarm, and why it would be one.</summary>
    public IReadOnlyList<ExpectedThing> Clean { get; init; } = [];

    /// <summary>What is flagged once the APIs are not brand-new any more.</summary>
    public IReadOnlyList<ExpectedThing> FlaggedWhenOlderThanTheWindow { get; init; } = [];

    /// <summary>Each miss and each false alarm as a sentence; none when the findings are as they must be.</summary>
    public IEnumerable<string> Differences(
        IReadOnlyCollection<JsonElement> flagged, IReadOnlyDictionary<string, string> usagePlans) =>
    [
        .. Flagged
            .Where(thing => !flagged.Any(finding => thing.Matches(finding, usagePlans)))
            .Select(thing => $"{Name} missed: {thing}"),
        .. flagged
            .Where(finding => !Flagged.Concat(Allowed).Any(thing => thing.Matches(finding, usagePlans)))
            .Select(finding => $"{Name} gave a false alarm: {ExpectedThing.Describe(finding)}"),
    ];
}
