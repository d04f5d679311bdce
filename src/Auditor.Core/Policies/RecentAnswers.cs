using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Auditor.Core.Policies;

/// <summary>
/// What was worked out lately: where it becomes too much, all of it goes, and is worked out again where somebody asks. Several threads may
/// ask.
/// </summary>
/// <param name="most">How many answers are kept.</param>
/// <param name="comparer">Which questions are the same.</param>
internal sealed class RecentAnswers<TKey, TValue>(int most, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _known = new(comparer);
    private int _kept;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _known.TryGetValue(key, out value);

    /// <summary>Nobody will ask again about most of it.</summary>
    public void Clear()
    {
        Volatile.Write(ref _kept, 0);
        _known.Clear();
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> work)
    {
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _kept) > most)
        {
            Volatile.Write(ref _kept, 1);
            _known.Clear();
        }

        return _known.GetOrAdd(key, work);
    }
}
