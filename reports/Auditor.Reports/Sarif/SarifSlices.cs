using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auditor.Core.Findings;

namespace Auditor.Reports.Sarif;

/// <summary>Decides which results go into which run and file, so that no consumer refuses a file or drops results unseen.</summary>
internal static class SarifSlices
{
    // GitHub refuses a file with a run of more results, and keeps the first 5,000 of a run.
    private const int MostTaken = 25_000;
    internal const int MostKept = 5_000;

    // GitHub refuses a file of more than 20 runs, and Azure DevOps too.
    private const int MostRuns = 10;

    // What results are estimated at leaves out the places that two runs share.
    private const int RoomForShared = 1_000_000;
    internal const int MostBytes = SarifReport.GitLabTakes - RoomForShared;

    // What was found by an earlier run is said in a few lines.
    private const int BytesOfPast = 2_000;
    private const int AccountDigits = 12;
    private const int HexDigits = AccountDigits;

    /// <summary>Everything in one run. For consumers, no more than they take: the worst.</summary>
    public static SarifSlice Whole(ReportInput input, SarifProfile profile)
    {
        var (findings, absent, notReread) = All(input, profile);
        return profile is SarifProfile.Full
            ? new() { Findings = findings, Absent = absent, NotReread = notReread }
            : new() { Findings = [.. findings.Take(MostTaken)], LeftOut = Math.Max(0, findings.Length - MostTaken) };
    }

    /// <summary>Whether all consumers take everything as one run in one file.</summary>
    public static bool FitsOneRun(ReportInput input, SarifProfile profile, Sizes sizes)
    {
        if (input.Result.Counted.Count() > MostKept)
        {
            return false;
        }

        var bytes = sizes.OfEmpty(new());
        return All(input, profile).Findings.All(finding => (bytes += sizes.Of(finding)) <= MostBytes);
    }

    /// <summary>Files for each account that was scanned, also for one without results: an upload without them closes its alerts.</summary>
    public static IEnumerable<(string FileName, ImmutableArray<SarifSlice> Slices)> ByAccount(
        ReportInput input, SarifProfile profile, Sizes sizes)
    {
        var (findings, absent, notReread) = All(input, profile);
        var ofAccount = findings.ToLookup(finding => finding.Subject.Identity.Account, StringComparer.Ordinal);
        var gone = absent.ToLookup(finding => finding.Account, StringComparer.Ordinal);
        var unseen = notReread.ToLookup(finding => finding.Account, StringComparer.Ordinal);
        var estate = input.Result.Estate;
        var accounts = estate.Scopes.Select(scope => scope.Account)
            .Concat(estate.Accounts.Select(account => account.Id))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            var runs = Runs(account, [.. ofAccount[account]], [.. gone[account]], [.. unseen[account]], sizes);
            foreach (var (index, file) in Chunks(runs, run => run.Bytes, MostRuns, MostBytes).Index())
            {
                var part = index == 0 ? "" : $".{index + 1}";
                yield return ($"auditor.{FileName(account)}{part}.sarif", [.. file.Items.Select(run => run.Slice)]);
            }
        }
    }

    private static (ImmutableArray<Finding> Findings, ImmutableArray<PastFinding> Absent, ImmutableArray<PastFinding> NotReread) All(
        ReportInput input, SarifProfile profile) => profile is SarifProfile.Full
        ? (input.Result.Findings, input.Result.Comparison?.Absent ?? [], input.Result.Comparison?.NotReread ?? [])
        : ([.. input.Result.Counted], [], []);

    // An inventory can be edited, and an account that is a path would lead out of the folder. Hash or number, SarifOrigin knows the name
    // again.
    private static string FileName(string account) => account.Length == AccountDigits && account.All(char.IsAsciiDigit)
        ? account
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)))[..HexDigits];

    private static IEnumerable<(SarifSlice Slice, long Bytes)> Runs(
        string account,
        ImmutableArray<Finding> findings,
        ImmutableArray<PastFinding> absent,
        ImmutableArray<PastFinding> notReread,
        Sizes sizes)
    {
        var number = 1;
        var empty = sizes.OfEmpty(new() { Account = account });
        if (findings is [])
        {
            yield return (new() { Account = account, Number = number++ }, empty);
        }

        var room = MostBytes - empty;
        foreach (var (items, bytes) in Chunks(findings, sizes.Of, MostKept, room))
        {
            yield return (new() { Account = account, Number = number++, Findings = items }, empty + bytes);
        }

        foreach (var (items, bytes) in Chunks(absent, _ => BytesOfPast, MostKept, room))
        {
            yield return (new() { Account = account, Number = number++, Absent = items }, empty + bytes);
        }

        foreach (var (items, bytes) in Chunks(notReread, _ => BytesOfPast, MostKept, room))
        {
            yield return (new() { Account = account, Number = number++, NotReread = items }, empty + bytes);
        }
    }

    // As many as go together, in their order. What is too large alone is alone.
    private static IEnumerable<(ImmutableArray<T> Items, long Bytes)> Chunks<T>(
        IEnumerable<T> items, Func<T, long> bytesOf, int most, long mostBytes)
    {
        var (chunk, bytes) = (ImmutableArray.CreateBuilder<T>(), 0L);
        foreach (var item in items)
        {
            var size = bytesOf(item);
            if (chunk.Count == most || (chunk.Count > 0 && bytes + size > mostBytes))
            {
                yield return (chunk.DrainToImmutable(), bytes);
                bytes = 0;
            }

            chunk.Add(item);
            bytes += size;
        }

        if (chunk.Count > 0)
        {
            yield return (chunk.DrainToImmutable(), bytes);
        }
    }

    /// <summary>How many bytes runs and results have. Each result is measured once, whoever asks how often.</summary>
    internal sealed class Sizes(ReportInput input, SarifProfile profile, string? category)
    {
        private readonly RunWriter _writer = new(input, new(), profile, category);
        private readonly Dictionary<Finding, long> _measured = new(ReferenceEqualityComparer.Instance);

        /// <summary>Rules and notes stand in every run, results in one.</summary>
        public long OfEmpty(SarifSlice empty) => JsonSerializer
            .SerializeToUtf8Bytes(new RunWriter(input, empty, profile, category).Run(), SarifJson.OneLine.SarifRun).Length;

        /// <summary>Of a result, with the places that no result had before.</summary>
        public long Of(Finding finding)
        {
            if (!_measured.TryGetValue(finding, out var bytes))
            {
                _measured.Add(finding, bytes = _writer.BytesOf(finding));
            }

            return bytes;
        }
    }
}
