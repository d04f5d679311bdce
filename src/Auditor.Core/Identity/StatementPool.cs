using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Core.Identity;

/// <summary>The statements of an account's identity policies by action; those that say the same are one, in whatever policies they stand.</summary>
/// <remarks>Thousands of roles have policies of their own that say the same of APIs: it is judged once.</remarks>
internal sealed class StatementPool
{
    private readonly ConcurrentDictionary<(HeldPolicy Policy, PolicyLayer Layer, int Level, string Action), ImmutableArray<PooledStatement>> _byPolicy = new();
    private readonly ConcurrentDictionary<string, PooledStatement> _bySaying = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>How many different statements there are.</summary>
    public int Count => _bySaying.Count;

    public ImmutableArray<PooledStatement> Concerning(HeldPolicy policy, PolicyLayer layer, int level, string action) => _byPolicy.GetOrAdd((policy, layer, level, action), key =>
        [.. StatementReduction.Concerning(key.Policy, key.Layer, key.Level, key.Action).Select(Pooled)]);

    private PooledStatement Pooled(JudgedStatement statement) => _bySaying.GetOrAdd(Saying(statement), _ => new(Interlocked.Increment(ref _last), statement));

    private static string Saying(JudgedStatement statement)
    {
        var written = statement.Statement;
        return string.Join(
            '\n',
            [
                $"{statement.Layer} {statement.Level} {statement.Concerns} {written.Effect} {written.HasResources} {written.IsNotResource} {statement.Document.HasVariables} {statement.Unread}",
                .. written.Resources.Select(text => $"{text.IsResolved} {text.Text}"),
                .. written.Conditions.Select(condition => condition.ToString()),
            ]);
    }
}
