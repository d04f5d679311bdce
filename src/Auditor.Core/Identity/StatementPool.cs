using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Core.Identity;

/// <summary>
/// The statements of an account's identity policies by action; those that say the same are one, in whatever policies they stand.
/// </summary>
/// <remarks>Thousands of roles have policies of their own that say the same of APIs: it is judged once.</remarks>
internal sealed class StatementPool
{
    private readonly ConcurrentDictionary<(HeldPolicy Policy, PolicyLayer Layer, int Level, string Action), ImmutableArray<PooledStatement>> _byPolicy = new();
    private readonly ConcurrentDictionary<string, PooledStatement> _bySaying = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>How many different statements there are.</summary>
    public int Count => _bySaying.Count;

    public ImmutableArray<PooledStatement> Concerning(
        HeldPolicy policy, PolicyLayer layer, int level, string action) => _byPolicy.GetOrAdd((policy, layer, level, action), key =>
        [.. StatementReduction.Concerning(key.Policy, key.Layer, key.Level, key.Action).Select(statement => Pooled(WithoutOthers(statement, key.Action.Split(':')[0])))]);

    // A statement about several services is, to API Gateway, what it says of API Gateway's own ARNs.
    private static JudgedStatement WithoutOthers(JudgedStatement statement, string service) => service is "execute-api" or "apigateway"
        ? statement with { Resources = statement.Resources.RemoveAll(resource => !resource.MayBeOf(service)) }
        : statement;

    private PooledStatement Pooled(JudgedStatement statement) =>
        _bySaying.GetOrAdd(Saying(statement), _ => new(Interlocked.Increment(ref _last), statement));

    private static string Saying(JudgedStatement statement)
    {
        var written = statement.Statement;
        return string.Join(
            '\n',
            [
                $"{statement.Layer} {statement.Level} {statement.Concerns} {written.Effect} {written.HasResources} "
                    + $"{written.IsNotResource} {statement.Document.HasVariables} {statement.Unread}",
                .. statement.Resources.Select(resource => resource.Written)
                    .Concat(statement.OpenResources)
                    .Select(text => $"{text.IsResolved} {text.Text}"),
                .. written.Conditions.Select(condition => condition.ToString()),
            ]);
    }
}
