using System.Collections.Concurrent;

namespace Auditor.Aws.Reading;

/// <summary>Answers that are asked for once, however many need them and however many of those ask at a time.</summary>
internal sealed class AsyncCache<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _answers = new(StringComparer.Ordinal);

    public Task<T> GetAsync(string key, Func<Task<T>> ask) => _answers.GetOrAdd(key, _ => new(ask)).Value;
}
