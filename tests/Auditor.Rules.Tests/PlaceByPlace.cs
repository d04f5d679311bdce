using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Rules.Catalogue;
using Auditor.Samples;

namespace Auditor.Rules.Tests;

/// <summary>
/// An inventory of which an account and Region goes from memory when it was judged: what is said of it is the same, and it does go.
/// </summary>
public sealed class PlaceByPlace
{
    private static readonly ImmutableArray<Rule> Rules = [.. RuleCatalogue.From(typeof(RuleDocumentation).Assembly)];

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(11)]
    public void All_that_is_said_is_the_same(int seed)
    {
        var fixes = new FixBook(Rules);
        var estate = seed == 0 ? InSeveralRegions(AcmeEstate.Create(), 3) : InSeveralRegions(VariedEstate.Make(seed), 2);
        var whole = Audit.Run(estate, Rules);
        using var places = InventoryPlaces.Of(new MemoryStream(InventoryFile.Write(estate)));

        var placed = Audit.Run(places, Rules, RuleSettings.Default, fixes.Kept);

        placed.Findings.Select(finding => Said(finding, fixes)).ShouldBe(whole.Findings.Select(finding => Said(finding, fixes)));
        placed.OnlyCounted.Select(finding => Said(finding, fixes)).ShouldBe(whole.OnlyCounted.Select(finding => Said(finding, fixes)));
        placed.Tallies.ShouldBe(whole.Tallies);
        placed.Assumptions.ShouldBe(whole.Assumptions);
        placed.Gaps.ShouldBe(whole.Gaps);
        placed.Failures.ShouldBe(whole.Failures);
        placed.IsIncomplete.ShouldBe(whole.IsIncomplete);
        foreach (var (scope, outline) in estate.Scopes.Zip(placed.Estate.Scopes))
        {
            placed.Exposure.OpenRoutesOf(outline).ShouldBe(whole.Exposure.OpenRoutesOf(scope));
            outline.KnownApis.Select(api => placed.Exposure.RoutesServedBy(outline, api))
                .ShouldBe(scope.KnownApis.Select(api => whole.Exposure.RoutesServedBy(scope, api)));
        }
    }

    // Findings are there for most things of each, and who can call its routes was worked out: none of it keeps a place in memory.
    [Fact]
    public void No_more_places_are_in_memory_than_are_judged_side_by_side()
    {
        const int Places = 12;
        var watch = new PlaceWatch();
        var acme = AcmeEstate.Create();
        var estate = InSeveralRegions(acme with { Scopes = [acme.Scopes[0]] }, Places);
        using var places = InventoryPlaces.Of(new MemoryStream(InventoryFile.Write(estate)));

        var result = Audit.Run(places, [.. Rules, watch], RuleSettings.Default, new FixBook(Rules).Kept);

        watch.Seen.ShouldBe(Places);
        watch.MostAlive.ShouldBeLessThanOrEqualTo(Environment.ProcessorCount + 2);
        watch.Alive().ShouldBeLessThanOrEqualTo(1, "the last may be on its way");
        result.Findings.Select(finding => finding.Subject.Identity.Region).OfType<string>().Distinct().Count().ShouldBe(Places);
        result.Exposure.RoutesKept.ShouldBe(0);
    }

    private static Estate InSeveralRegions(Estate estate, int regions) => estate with
    {
        Scopes =
        [
            .. Enumerable.Range(0, regions).SelectMany(number => estate.Scopes.Select(scope =>
                number == 0 ? scope : scope with { Region = FormattableString.Invariant($"{scope.Region}{number}") })),
        ],
    };

    private static string Said(Finding finding, FixBook fixes) => JsonSerializer.Serialize(new
    {
        finding.Rule.Id,
        finding.Fingerprint,
        finding.Message,
        finding.Outcome,
        finding.Severity,
        finding.Confidence,
        finding.Audience,
        finding.Pointer,
        finding.Stages,
        finding.Named,
        finding.Evidence,
        finding.Unknown,
        Priority = finding.Priority?.ToString(),
        finding.Subject.Identity,
        Subject = finding.Subject.GetType().Name,
        Kind = SubjectApi.Of(finding.Subject)?.Kind,
        Fix = finding.Outcome is Outcome.Flagged ? fixes.Of(finding) : null,
    });

    /// <summary>Counts how many places are in memory each time that it is asked about another.</summary>
    private sealed class PlaceWatch() : Rule<ScopeSubject>(new()
    {
        Id = "TEST001",
        Name = "watches",
        Title = "Watches which places are in memory",
        Category = Category.Hygiene,
        Severity = Severity.Low,
    })
    {
        private readonly ConcurrentDictionary<string, WeakReference> _places = new(StringComparer.Ordinal);
        private int _mostAlive;

        public int Seen => _places.Count;

        public int MostAlive => _mostAlive;

        public int Alive()
        {
            GC.Collect();
            return _places.Values.Count(place => place.IsAlive);
        }

        protected override IEnumerable<Finding> Check(ScopeSubject subject, RuleContext context)
        {
            _places.TryAdd(subject.Scope.Region, new(subject.Scope.RestApis.Value[0]));
            var alive = Alive();
            lock (_places)
            {
                _mostAlive = Math.Max(_mostAlive, alive);
            }

            return [Flag(subject, "It was seen.")];
        }
    }
}
