using System.Globalization;
using Auditor.Aws.Collection;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Terminal;

/// <summary>Adds up what the collections of several Regions report, from whichever thread.</summary>
internal sealed class CollectionTrace(int scopes, Action<string> line, Action<CollectionTrace> changed) : IProgress<CollectionProgress>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Region), CollectionProgress> _latest = [];
    private int _finished;

    public int ApisFound => _latest.Values.Sum(progress => progress.ApisFound);

    public int ApisRead => _latest.Values.Sum(progress => progress.ApisRead);

    public void Report(CollectionProgress value)
    {
        lock (_lock)
        {
            _latest[(value.Account, value.Region)] = value;
            changed(this);
        }
    }

    public void Started(string account, string region)
    {
        lock (_lock)
        {
            line($"Reading {account} {region}.");
            changed(this);
        }
    }

    public void Finished(Scope scope)
    {
        lock (_lock)
        {
            _finished++;
            var gaps = scope.Gaps.Length;
            line($"Read {scope.Account} {scope.Region}: {Words.Count(scope.KnownApis.Count(), "API")}, "
                + $"{Words.Count(scope.Calls.Values.Sum(), "call")}{(gaps > 0 ? $", {Words.Count(gaps, "gap")}" : "")}{Earlier(scope)}.");
            changed(this);
        }
    }

    private static string Earlier(Scope scope) => scope.ReadEarlier.ToList() is [{ WorkingCopyReadAt: { } oldest }, ..] earlier
        ? string.Create(
            CultureInfo.InvariantCulture,
            $", {Words.Count(earlier.Count, "working copy", "working copies")} as read since {oldest:yyyy-MM-dd}")
        : "";

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"Reading APIs: {ApisRead} of {ApisFound}, {_finished} of {Words.Count(scopes, "Region")} done");
}
