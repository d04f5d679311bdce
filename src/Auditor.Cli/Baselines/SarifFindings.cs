using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Cli.Baselines;

/// <summary>Reads SARIF that this program wrote, of either profile.</summary>
internal static class SarifFindings
{
    private const string Version = "2.1.0";
    private const string FingerprintName = "auditorFinding/v1";
    private const string Root = "$";

    public static EarlierFindings Read(string name, JsonElement root)
    {
        if (Member.Text(root, "version", Root) is not Version)
        {
            throw new FindingsFormatException(
                $"it is SARIF of version {Quote.Of(Member.Text(root, "version", Root) ?? "")}, not of {Version}.");
        }

        var findings = ImmutableArray.CreateBuilder<PastFinding>();
        var suppressed = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var counts = new SortedDictionary<Severity, int>();
        var (isIncomplete, collectedAt) = (false, (DateTimeOffset?)null);
        foreach (var (run, where) in Member.Each(root, "runs", Root))
        {
            var driver = Member.Of(run, "tool", JsonValueKind.Object, where) is { } tool
                && Member.Of(tool, "driver", JsonValueKind.Object, $"{where}.tool") is { } known
                ? Member.Text(known, "name", $"{where}.tool.driver") ?? ""
                : "";
            if (!driver.Equals("auditor", StringComparison.OrdinalIgnoreCase))
            {
                throw new FindingsFormatException($"{Quote.Of(where)} was made by {Quote.Of(driver)}, not by auditor.");
            }

            foreach (var (invocation, at) in Member.Each(run, "invocations", where))
            {
                isIncomplete |= Member.Each(invocation, "toolExecutionNotifications", at).Any();
                collectedAt ??= DateTimeOffset.TryParse(
                    Member.Text(invocation, "startTimeUtc", at),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var time)
                    ? time
                    : null;
            }

            foreach (var (result, at) in Member.Each(run, "results", where).Where(result => IsFinding(result.Thing, result.Where)))
            {
                var finding = Past(result, at);
                findings.Add(finding);
                if (Member.Each(result, "suppressions", at).Any())
                {
                    suppressed.Add(finding.Fingerprint);
                }
                else if (finding.Severity is { } severity && Member.Text(result, "kind", at) is null or "fail")
                {
                    counts[severity] = counts.GetValueOrDefault(severity) + 1;
                }
            }
        }

        return new()
        {
            Name = name,
            CollectedAt = collectedAt,
            IsIncomplete = isIncomplete,
            Findings = findings.ToImmutable(),
            Suppressed = suppressed.ToImmutable(),
            Counts = counts.ToImmutableSortedDictionary(),
        };
    }

    // What passed, what was gone, and what a rule could not tell of the first time is nothing that was flagged; what could not be looked at
    // again is.
    private static bool IsFinding(JsonElement result, string where) => Member.Text(result, "baselineState", where) is not "absent"
        && Member.Text(result, "kind", where) switch
        {
            null or "fail" => true,
            "open" =>
                Member.Of(result, "properties", JsonValueKind.Object, where) is { } properties
                    && Member.Text(properties, "status", where) is "notReread",
            _ => false,
        };

    private static PastFinding Past(JsonElement result, string where)
    {
        var fingerprints = Member.Of(result, "partialFingerprints", JsonValueKind.Object, where)
            ?? throw new FindingsFormatException($"{Quote.Of(where)} has no 'partialFingerprints'.");
        var properties = Member.Of(result, "properties", JsonValueKind.Object, where)
            ?? throw new FindingsFormatException($"{Quote.Of(where)} has no 'properties'.");
        var at = $"{where}.properties";
        var stages = Member.Texts(properties, "stages", at);
        return new()
        {
            Fingerprint = Member.Fingerprint(Member.RequiredText(fingerprints, FingerprintName, where), where),
            RuleId = Member.RequiredText(result, "ruleId", where),
            Severity = Member.Severity(properties, at),
            Account = Member.Text(properties, "account", at),
            Region = Member.Text(properties, "region", at),
            Resource = Member.Typed(properties, "resource", at),
            ApiId = Member.Text(properties, "apiId", at),
            ApiName = Member.Typed(properties, "apiName", at),
            Stage = stages is [var only] ? only : null,
            // Of a stage's finding these are its own stage, which no later finding of the same identity can have more of.
            Stages = stages,
            Named = Member.Named(properties, at),
            Audience = Member.Audience(properties, at),
            Route = Member.Typed(properties, "route", at),
            Message = Member.Of(result, "message", JsonValueKind.Object, where) is { } message
                ? Member.Typed(message, "text", where) ?? ""
                : "",
        };
    }
}
