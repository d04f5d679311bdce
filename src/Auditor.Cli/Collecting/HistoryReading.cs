using System.Collections.Immutable;
using Auditor.Aws.Services.Config;
using Auditor.Cli.Terminal;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>Finds out from AWS Config since when flagged things have been so.</summary>
internal sealed class HistoryReading(HistoryQuestions questions, Screen screen)
{
    /// <summary>The inventory with the histories of what is flagged in it.</summary>
    public async Task<Estate> AddAsync(Estate estate, ImmutableArray<AccountAccess> accesses, CancellationToken cancellationToken)
    {
        ImmutableArray<Rule> rules = [.. questions.Rules.Where(rule => rule.Info.RecordedAs is not [])];
        if (questions.CallsAtMost == 0
            || rules is []
            || !estate.Scopes.Any(scope => scope.ConfigRecording.IsKnown && scope.ConfigRecording.Value.Recorders is not []))
        {
            return estate;
        }

        var wanted = ConfigEvidence.Wanted(Audit.Run(estate, rules, questions.Settings, cancellationToken))
            .ToLookup(thing => (thing.Scope.Account, thing.Scope.Region));
        foreach (var things in wanted.Where(things => things.Count() > questions.CallsAtMost))
        {
            screen.Note($"AWS Config is asked about the worst {questions.CallsAtMost} of {things.Count()} flagged things in "
                + $"{things.Key.Account} {things.Key.Region}; --config-history asks about more.");
        }

        var scopes = estate.Scopes.ToArray();
        await Parallel.ForAsync(0, scopes.Length, cancellationToken, async (index, stop) =>
        {
            var scope = scopes[index];
            ImmutableArray<RecordedThing> things = [.. wanted[(scope.Account, scope.Region)]];
            if (things is []
                || accesses.FirstOrDefault(access => access.Account.Id == scope.Account && access.Regions.Contains(scope.Region, StringComparer.Ordinal)) is not { } access)
            {
                return;
            }

            var read = await new ConfigHistoryCollector(access.Caller)
                .AddAsync(access.Account, scope, [.. things.Take(questions.CallsAtMost)], stop)
                .ConfigureAwait(false);
            // What fails because we are being stopped must not look like what AWS refused.
            stop.ThrowIfCancellationRequested();
            scopes[index] = read;
        }).ConfigureAwait(false);
        return estate with { Scopes = [.. scopes] };
    }
}
