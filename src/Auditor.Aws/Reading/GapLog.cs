using System.Collections.Concurrent;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Reading;

/// <summary>Collects what could not be read, and makes the unknown facts that stand for it.</summary>
/// <param name="whole">The log of what this is a part of, which gets the same entries; null when it is the whole.</param>
internal sealed class GapLog(GapLog? whole = null)
{
    private readonly ConcurrentBag<Gap> _gaps = [];

    /// <summary>In an order that does not depend on which call ended first.</summary>
    public ImmutableArray<Gap> Gaps =>
    [
        .. _gaps.Distinct()
            .OrderBy(gap => gap.Operation, StringComparer.Ordinal)
            .ThenBy(gap => gap.Target, StringComparer.Ordinal)
            .ThenBy(gap => gap.Code, StringComparer.Ordinal)
            .ThenBy(gap => gap.Lost, StringComparer.Ordinal),
    ];

    public Unknown Add(AwsCallException failure, string target, string lost) =>
        Add(failure.Operation, failure.ErrorCode ?? failure.Failure.ToString(), failure.Message, target, lost);

    public Unknown Add(string operation, string code, string message, string target, string lost)
    {
        Add(new Gap { Operation = operation, Code = code, Message = message, Target = target, Lost = lost });
        return new(message) { Operation = operation, Code = code };
    }

    public void Add(ImmutableArray<Gap> gaps)
    {
        foreach (var gap in gaps)
        {
            Add(gap);
        }
    }

    public void Add(Gap gap)
    {
        _gaps.Add(gap);
        whole?.Add(gap);
    }

    public async Task<Fact<T>> TryAsync<T>(Func<Task<T>> read, string target, string lost)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AwsCallException failure)
        {
            return Add(failure, target, lost);
        }
    }
}
