using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws;

/// <summary>Whose access key is whose: the accounts' own, and those of the sessions that STS gave out.</summary>
internal sealed class Principals(Func<FakeEstate> estate)
{
    private readonly ConcurrentDictionary<string, FakePrincipal> _sessions = new(StringComparer.Ordinal);
    private int _issued;

    public ImmutableArray<FakeAccount> Accounts => estate().Accounts;

    public string Partition => estate().Partition;

    public FakePrincipal? Of(string accessKeyId)
    {
        if (_sessions.TryGetValue(accessKeyId, out var session))
        {
            return session;
        }

        var world = estate();
        return world.Accounts.FirstOrDefault(account => account.Credentials.AccessKeyId == accessKeyId) is { } owner
            ? new(
                owner.Credentials, owner, $"arn:{world.Partition}:iam::{owner.Id}:user/auditor", "AIDAAUDITORAUDITOR00", owner.Permissions)
            : null;
    }

    public FakePrincipal Assume(FakeAccount account, FakeRole role, string session, DateTimeOffset expires)
    {
        var number = Interlocked.Increment(ref _issued);
        var name = $"{account.Id} {role.Name} {session} {number}";
        var credentials = new FakeCredentials(
            $"ASIA{FakeId.Of("session key", name, 16).ToUpperInvariant()}",
            FakeId.Of("session secret", name, 40),
            $"{FakeId.Of("session token", name, 30)}+/{FakeId.Of("session token end", name, 30)}==")
        { Expires = expires };
        var principal = new FakePrincipal(
            credentials,
            account,
            $"arn:{estate().Partition}:sts::{account.Id}:assumed-role/{role.Name}/{session}",
            $"AROA{FakeId.Of("role", role.Name, 17).ToUpperInvariant()}:{session}",
            role.Permissions);
        _sessions[credentials.AccessKeyId] = principal;
        return principal;
    }

    public static FakePrincipal Nobody(FakeAccount account) => new(new FakeCredentials("", ""), account, "", "", FakePermissions.Nothing);
}
