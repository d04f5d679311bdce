using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Transport;
using Auditor.Cli.Configuration;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>Enters accounts: finds out whose the credentials are and which Regions there are to read.</summary>
/// <remarks>All of them before the first is read: a mistake in usage must not show after an hour.</remarks>
internal sealed class AccountOpener(CollectionSettings settings, TimeProvider time)
{
    private const int AccountsAtOnce = 8;

    private readonly ConcurrentBag<CallLog> _logs = [];

    /// <summary>What was called so far, by whichever identity.</summary>
    public IEnumerable<CallCount> Calls => _logs.SelectMany(log => log.Counts);

    /// <summary>Enters them all. One of several that cannot be entered is what stays unread; the caller closes what was opened.</summary>
    /// <exception cref="AwsCallException">None could be entered.</exception>
    /// <exception cref="AwsAccessException">The settings do not lead to an identity.</exception>
    public async Task<OpenAccounts> OpenAsync(ImmutableArray<AwsAccess> identities, CancellationToken cancellationToken)
    {
        var entered = new AccountAccess?[identities.Length];
        var refused = new AwsCallException?[identities.Length];
        try
        {
            await Parallel.ForEachAsync(
                identities.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = cancellationToken },
                async (identity, stop) =>
                {
                    try
                    {
                        var account = await EnterAsync(identity.Item, stop).ConfigureAwait(false);
                        entered[identity.Index] = await WithRegionsAsync(account, stop).ConfigureAwait(false);
                    }
                    catch (AwsCallException failure)
                    {
                        refused[identity.Index] = failure;
                    }
                }).ConfigureAwait(false);

            if (entered.All(access => access is null) && refused.OfType<AwsCallException>().FirstOrDefault() is { } first)
            {
                throw first;
            }
        }
        catch
        {
            foreach (var access in entered)
            {
                access?.Caller.Dispose();
            }

            throw;
        }

        return WithoutRepetition(
            [.. entered.OfType<AccountAccess>()],
            [.. identities.Zip(refused).SelectMany(pair => pair.Second is { } failure ? new[] { Closed(pair.First, failure) } : [])]);
    }

    private static OpenAccounts WithoutRepetition(ImmutableArray<AccountAccess> entered, ImmutableArray<ClosedAccount> refused)
    {
        var known = new HashSet<(string Account, string Region)>();
        ImmutableArray<AccountAccess> accesses = [.. entered.Select(access => access with { Regions = [.. access.Regions.Where(region => known.Add((access.Account.Id, region)))] })];
        ImmutableArray<ClosedAccount> closed = [.. refused.Select(account => account with { Regions = [.. account.Regions.Where(region => known.Add((account.Account, region)))] })];
        return new(accesses, closed);
    }

    /// <summary>Finds out whose the credentials are.</summary>
    /// <exception cref="AwsCallException">No Region says it.</exception>
    /// <exception cref="AwsAccessException">The settings do not lead to an identity.</exception>
    public async Task<EnteredAccount> EnterAsync(AwsAccess identity, CancellationToken cancellationToken)
    {
        AwsCallException? first = null;
        foreach (var home in Homes(identity))
        {
            var caller = AwsSession.Open(identity, home, time);
            _logs.Add(caller.Log);
            try
            {
                return new(caller, await AwsAccount.ReadAsync(caller, home, cancellationToken).ConfigureAwait(false), home);
            }
            // One wrong Region among several is that Region's trouble: another one may say whose the credentials are.
            catch (AwsCallException failure) when (failure.Failure is not (CallFailure.NoCredentials or CallFailure.ExpiredCredentials or CallFailure.Denied))
            {
                caller.Dispose();
                first ??= failure;
            }
            catch
            {
                caller.Dispose();
                throw;
            }
        }

        throw first ?? throw NoRegion();
    }

    private async Task<AccountAccess> WithRegionsAsync(EnteredAccount entered, CancellationToken cancellationToken)
    {
        var (caller, account, home) = entered;
        if (!settings.Regions.Contains(RegionName.All))
        {
            return new(caller, account, settings.Regions is [] ? [home] : settings.Regions);
        }

        try
        {
            return new(caller, account, await AwsAccount.RegionsAsync(caller, home, cancellationToken).ConfigureAwait(false));
        }
        catch (AwsCallException failure)
        {
            ImmutableArray<string> known = [.. Named, .. Named.Contains(home) ? [] : new[] { home }];
            return new(caller, account, known)
            {
                Gap = GapOf(failure, account.Id, $"Every enabled Region but {string.Join(", ", known)}: "
                + $"which there are is not known.")
            };
        }
    }

    // An account that is closed to us is known only by its role; what the first of the identities is, AWS would have had to say.
    private ClosedAccount Closed(AwsAccess identity, AwsCallException failure)
    {
        var account = identity.RoleAccount ?? "unknown";
        var gap = GapOf(failure, identity.RoleArn ?? account, "Everything in this account and Region.");
        gap = identity.RoleArn is { } role && failure.Failure is CallFailure.Denied
            ? gap with
            {
                Operation = "sts:AssumeRole",
                Message = failure.Message.Contains(role, StringComparison.Ordinal)
                    ? failure.Message
                    : $"The role {role} cannot be assumed: {failure.Message}",
            }
            : gap;
        return new(identity.RolePartition ?? "aws", account, Named is [] ? [Homes(identity)[0]] : Named, gap);
    }

    private static Gap GapOf(AwsCallException failure, string target, string lost) =>
        new()
        {
            Operation = failure.Operation,
            Code = failure.ErrorCode ?? failure.Failure.ToString(),
            Message = failure.Message,
            Target = target,
            Lost = lost,
        };

    private ImmutableArray<string> Named => [.. settings.Regions.Where(region => region is not RegionName.All)];

    private ImmutableArray<string> Homes(AwsAccess identity) =>
        Named is { IsEmpty: false } named ? named : [settings.Home ?? AwsSession.DefaultRegion(identity.Profile) ?? throw NoRegion()];

    private UsageException NoRegion() => new(settings.Regions is []
        ? "No Region is configured: name one with --region, or set AWS_REGION or the profile's region."
        : "'--region all' has to ask some Region which others there are: set AWS_REGION or the profile's region, or name one more "
            + "--region.");
}
