using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Auditor.Core.Findings;

namespace Auditor.Reports.Sarif;

/// <summary>Decides which results go into which run and file, so that no consumer refuses a file or drops results unseen.</summary>
internal static class SarifSlices
{
    // GitHub refuses a file with a run of more results, and keeps the first 5,000 of a run.
    private const int MostTaken = 25_000;
    internal const int MostKept = 5_000;

    // GitHub refuses a file of more than 20 runs, and one of more than 10 MB when zipped, which comes first: 5,000 results are up to 0.8
    // MB.
    private const int MostRuns = 10;
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

    /// <summary>Files for each account that was scanned, also for one without results: an upload without them closes its alerts.</summary>
    public static IEnumerable<(string FileName, ImmutableArray<SarifSlice> Slices)> ByAccount(ReportInput input, SarifProfile profile)
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
            ImmutableArray<SarifSlice> slices = [.. Runs(account, [.. ofAccount[account]], [.. gone[account]], [.. unseen[account]])];
            foreach (var (index, file) in slices.Chunk(MostRuns).Index())
            {
                yield return ($"auditor.{FileName(account)}{(index == 0 ? "" : $".{index + 1}")}.sarif", [.. file]);
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

    private static IEnumerable<SarifSlice> Runs(
        string account, ImmutableArray<Finding> findings, ImmutableArray<PastFinding> absent, ImmutableArray<PastFinding> notReread)
    {
        var number = 1;
        if (findings is [])
        {
            yield return new() { Account = account, Number = number++ };
        }

        foreach (var chunk in findings.Chunk(MostKept))
        {
            yield return new() { Account = account, Number = number++, Findings = [.. chunk] };
        }

        foreach (var chunk in absent.Chunk(MostKept))
        {
            yield return new() { Account = account, Number = number++, Absent = [.. chunk] };
        }

        foreach (var chunk in notReread.Chunk(MostKept))
        {
            yield return new() { Account = account, Number = number++, NotReread = [.. chunk] };
        }
    }
}
