using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Results;

/// <summary>What a run looked at: what decides whether a finding that it does not have is gone, or was only not looked for.</summary>
public sealed class Assessment
{
    private readonly ImmutableHashSet<string> _rules;
    private readonly ImmutableDictionary<(string Account, string? Region), bool> _places;
    private readonly HashSet<(string Account, string? Region, string Arn)> _seen;
    private readonly HashSet<(string Account, string? Region)> _closed;
    private readonly HashSet<(string Rule, string Account, string? Region)> _openPlaces = [];
    private readonly HashSet<(string Rule, string Account, string? Region, string ApiId)> _openApis = [];
    private readonly HashSet<(string Rule, string Account, string? Region, string Arn, string? Route)> _openThings = [];
    private readonly HashSet<(string Rule, string Account, string? Region)> _openSomewhere = [];
    private readonly HashSet<(string Account, string? Region)> _placesWithQuestions = [];

    /// <summary>Puts it together from what a report tells.</summary>
    /// <param name="rules">The ids of rules that ran, without those that failed.</param>
    /// <param name="places">Accounts and Regions that were scanned (no Region for what has none), and whether everything in them was
    /// read.</param>
    /// <param name="open">What could not be told: the rule's id and the thing.</param>
    /// <param name="seen">Things that are known to be there, of those that are found only where something leads to them.</param>
    /// <param name="closed">Regions that are closed on purpose: nothing was asked there, and callers reach what stands there all the
    /// same.</param>
    public Assessment(
        IEnumerable<string> rules,
        IEnumerable<KeyValuePair<(string Account, string? Region), bool>> places,
        IEnumerable<(string RuleId, ResourceIdentity Thing)> open,
        IEnumerable<ResourceIdentity> seen,
        IEnumerable<(string Account, string? Region)> closed)
    {
        ArgumentNullException.ThrowIfNull(open);
        _closed = [.. closed];
        _seen = [.. seen.Select(thing => (thing.Account, thing.Region, thing.Arn))];
        _rules = [.. rules];
        _places = ImmutableDictionary.CreateRange(places);
        foreach (var (rule, thing) in open)
        {
            Add(rule, thing);
        }
    }

    /// <summary>What the rules looked at.</summary>
    public static Assessment Of(AuditResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            result.Rules.Select(rule => rule.Info.Id).Except(result.Failures.Select(failure => failure.Rule.Id), StringComparer.Ordinal),
            [
                .. result.Estate.Scopes.DistinctBy(scope => (scope.Account, scope.Region))
                    .Select(scope => KeyValuePair.Create((scope.Account, (string?)scope.Region), scope.Gaps is [])),
                .. result.Estate.Accounts.DistinctBy(account => account.Id)
                    .Select(account => KeyValuePair.Create((account.Id, (string?)null), account.Gaps is [])),
            ],
            result.Inconclusive.Select(finding => (finding.Rule.Id, finding.Subject.Identity)),
            result.Estate.Scopes.SelectMany(scope => scope.Functions.Select(function => new FunctionSubject(scope, function).Identity)),
            result.Estate.Scopes.Where(scope => scope.ClosedBy is not null).Select(scope => (scope.Account, (string?)scope.Region)));
    }

    /// <summary>Whether a Region is closed on purpose, so that nobody was to look there.</summary>
    public bool IsClosed(PastFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Account is { } account && _closed.Contains((account, finding.Region));
    }

    /// <summary>Whether the rule asked again about the thing of a finding, or saw that it is gone.</summary>
    public bool LookedAgainAt(PastFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (IsClosed(finding)
            || finding.Account is not { } account
            || finding.Resource is not { } arn
            || !_rules.Contains(finding.RuleId)
            || !_places.TryGetValue((account, finding.Region), out var isComplete))
        {
            return false;
        }

        if (!IsFoundThroughOthers(arn))
        {
            return !LeftOpen(finding, account, arn);
        }

        return _seen.Contains((account, finding.Region, arn))
            ? !_openThings.Contains((finding.RuleId, account, finding.Region, arn, finding.Route))
            : isComplete && !_placesWithQuestions.Contains((account, finding.Region));
    }

    /// <summary>
    /// Whether a finding that a run does not have is one that it would have had: its rule ran, and no question about the thing was left
    /// open.
    /// </summary>
    /// <remarks>
    /// An account or Region that the run does not mention counts as one that was not there: what comes with a new account is new.
    /// </remarks>
    public bool CouldHaveSeen(PastFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (_rules.IsEmpty || finding.Account is not { } account || finding.Resource is not { } arn)
        {
            return true;
        }

        return _rules.Contains(finding.RuleId) && !IsClosed(finding) && !LeftOpen(finding, account, arn);
    }

    private bool LeftOpen(PastFinding finding, string account, string arn) =>
        _openPlaces.Contains((finding.RuleId, account, finding.Region))
        || finding.ApiId is { } apiId && _openApis.Contains((finding.RuleId, account, finding.Region, apiId))
        || _openThings.Contains((finding.RuleId, account, finding.Region, arn, finding.Route))
        || (IsRewritten(arn) || IsRewritten(finding.Route)) && _openSomewhere.Contains((finding.RuleId, account, finding.Region));

    // A function is read because an API leads to it. Where anything about that is unknown, so is whether it is gone.
    private static bool IsFoundThroughOthers(string arn) =>
        !arn.Contains(":apigateway:", StringComparison.Ordinal) && !arn.Contains(":iam:", StringComparison.Ordinal);

    // Some reports show characters that nobody can see as escapes, and then it is not sure which thing is meant.
    private static bool IsRewritten(string? name) => name?.Contains('\\', StringComparison.Ordinal) is true;

    private void Add(string rule, ResourceIdentity thing)
    {
        _placesWithQuestions.Add((thing.Account, thing.Region));
        _openSomewhere.Add((rule, thing.Account, thing.Region));
        _openThings.Add((rule, thing.Account, thing.Region, thing.Arn, thing.Route));
        if (thing.ApiId is { } apiId)
        {
            // A question about an API may be one about what is in it, which could not be listed.
            if (thing.Route is null && thing.Arn.EndsWith($"/{apiId}", StringComparison.Ordinal))
            {
                _openApis.Add((rule, thing.Account, thing.Region, apiId));
            }
        }
        else if (thing.Region is null
            ? thing.Arn.EndsWith(":root", StringComparison.Ordinal)
            : thing.Arn.EndsWith("::/account", StringComparison.Ordinal))
        {
            _openPlaces.Add((rule, thing.Account, thing.Region));
        }
    }
}
