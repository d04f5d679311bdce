using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Secrets;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Cli.Baselines;

/// <summary>Reads <c>findings.json</c>.</summary>
internal static class JsonFindings
{
    private const int SchemaVersion = 1;
    private const string Root = "$";

    public static EarlierFindings Read(string name, JsonElement root)
    {
        var version = Member.Of(root, "schemaVersion", JsonValueKind.Number, Root) is { } number && number.TryGetInt32(out var given)
            ? given
            : 0;
        if (version != SchemaVersion)
        {
            throw new FindingsFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"it has schema version {version}; this version of Auditor reads {SchemaVersion}. "
                    + $"{(version > SchemaVersion ? "A newer Auditor wrote it: use that, or an older file." : "It is no findings.json of Auditor.")}"));
        }

        var findings = ImmutableArray.CreateBuilder<PastFinding>();
        var suppressed = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var counts = new SortedDictionary<Severity, int>();
        var open = new List<(string, ResourceIdentity)>();
        foreach (var (thing, where) in Member.Each(root, "findings", Root))
        {
            if (Member.RequiredText(thing, "outcome", where) is not "flagged")
            {
                open.Add((Member.RequiredText(thing, "ruleId", where), Identity(thing, where)));
                continue;
            }

            var finding = Past(thing, where);
            findings.Add(finding);
            if (Member.Of(thing, "suppressed", JsonValueKind.Object, where) is not null)
            {
                suppressed.Add(finding.Fingerprint);
            }
            else if (finding.Severity is { } severity)
            {
                counts[severity] = counts.GetValueOrDefault(severity) + 1;
            }
        }

        if (Member.Of(root, "comparison", JsonValueKind.Object, Root) is { } comparison)
        {
            // What one night could not look at is no news the next.
            findings.AddRange(Member.Each(comparison, "notReread", $"{Root}.comparison").Select(past => Past(past.Thing, past.Where)));
        }

        var scan = Member.Of(root, "scan", JsonValueKind.Object, Root) ?? throw new FindingsFormatException("it has no 'scan'.");
        return new()
        {
            Name = name,
            CollectedAt = Time(scan),
            IsIncomplete = scan.TryGetProperty("incomplete", out var incomplete) && incomplete.ValueKind is JsonValueKind.True,
            Findings = findings.ToImmutable(),
            Suppressed = suppressed.ToImmutable(),
            Counts = counts.ToImmutableSortedDictionary(),
            OpenRoutes = Open(root),
            Assessment = new(Rules(root, scan), Places(scan), open, seen: [], Closed(scan)),
        };
    }

    // Files from before it was counted do not say.
    private static int? Open(JsonElement root) =>
        Member.Of(root, "summary", JsonValueKind.Object, Root) is { } summary
        && Member.Of(summary, "openRoutes", JsonValueKind.Number, $"{Root}.summary") is { } number
        && number.TryGetInt32(out var open)
        && open >= 0
            ? open
            : null;

    private static DateTimeOffset? Time(JsonElement scan) => Member.Text(scan, "startedAt", $"{Root}.scan") is not { } text ? null
        : DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new FindingsFormatException($"'{Root}.scan.startedAt' is no point in time: {Quote.Of(text)}.");

    private static IEnumerable<string> Rules(JsonElement root, JsonElement scan)
    {
        var summary = Member.Of(root, "summary", JsonValueKind.Object, Root);
        var ran = summary is { } known
            ? Member.Each(known, "rules", $"{Root}.summary").Select(rule => Member.RequiredText(rule.Thing, "id", rule.Where))
            : [];
        return ran.Except(
            Member.Each(scan, "ruleFailures", $"{Root}.scan")
                .Select(failure => Member.RequiredText(failure.Thing, "ruleId", failure.Where)),
            StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<(string Account, string? Region), bool>> Places(JsonElement scan)
    {
        var places = Member.Each(scan, "scopes", $"{Root}.scan")
            .Select(scope => KeyValuePair.Create(
                (Member.RequiredText(scope.Thing, "account", scope.Where), Member.Text(scope.Thing, "region", scope.Where)),
                Member.Text(scope.Thing, "status", scope.Where) is "complete"))
            .DistinctBy(place => place.Key)
            .ToList();

        // An account without gaps outside of Regions has no line of its own there.
        return
        [
            .. places,
            .. places.Select(place => place.Key.Item1)
                .Distinct(StringComparer.Ordinal)
                .Where(account => places.TrueForAll(place => place.Key != (account, null)))
                .Select(account => KeyValuePair.Create((account, (string?)null), true)),
        ];
    }

    private static IEnumerable<(string Account, string? Region)> Closed(JsonElement scan) => Member.Each(scan, "scopes", $"{Root}.scan")
        .Where(scope => Member.Text(scope.Thing, "status", scope.Where) is "closed")
        .Select(scope => (Member.RequiredText(scope.Thing, "account", scope.Where), Member.Text(scope.Thing, "region", scope.Where)));

    private static PastFinding Past(JsonElement thing, string where) => new()
    {
        Fingerprint = Member.Fingerprint(Member.RequiredText(thing, "fingerprint", where), where),
        RuleId = Member.RequiredText(thing, "ruleId", where),
        RuleName = Member.Text(thing, "rule", where),
        Severity = Member.Severity(thing, where),
        Account = Member.Text(thing, "account", where),
        Region = Member.Text(thing, "region", where),
        Resource = Member.Typed(thing, "resource", where),
        ApiId = Member.Text(thing, "apiId", where),
        ApiName = Member.Typed(thing, "apiName", where),
        Stage = Member.Typed(thing, "stage", where),
        Stages = Member.Texts(thing, "stages", where),
        Named = Member.Named(thing, where),
        Audience = Member.Audience(thing, where),
        Route = Member.Typed(thing, "route", where),
        Message = Member.Typed(thing, "message", where) ?? "",
    };

    private static ResourceIdentity Identity(JsonElement thing, string where) => new()
    {
        Account = Member.RequiredText(thing, "account", where),
        Region = Member.Text(thing, "region", where),
        Arn = SecretJudge.Mask(Member.RequiredText(thing, "resource", where)),
        ApiId = Member.Text(thing, "apiId", where),
        Route = Member.Typed(thing, "route", where),
    };
}
