using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Caching;
using Auditor.Aws.Collection;
using Auditor.Aws.Reading;
using Auditor.Aws.Tests.Transport;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Auditor.Testing.Names;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Collects from the fake AWS.</summary>
internal static class Collected
{
    public const string Region = "eu-west-1";
    public const string AccountId = "123456789012";
    public const Needs Everything = (Needs)((1 << 24) - 1);

    public static async Task<Scope> ScopeAsync(
        FakeAwsServer aws,
        Needs needs = Everything,
        int days = 30,
        IProgress<CollectionProgress>? progress = null,
        ReadingCache? cache = null,
        TimeProvider? time = null,
        KnownHosts? hosts = null,
        WorkingCopies? copies = null)
    {
        using var caller = Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, Region, CancellationToken.None);
        return await new AwsCollector(caller, time ?? TimeProvider.System, (hosts ?? new()).ExistsAsync)
            .CollectScopeAsync(
                account,
                Region,
                new()
                {
                    Needs = needs,
                    UsageWindowDays = days,
                    Cache = cache,
                    WorkingCopies = copies ?? (cache is null ? WorkingCopies.All : WorkingCopies.Rotate),
                },
                progress,
                CancellationToken.None);
    }

    public static async Task<Account> AccountAsync(FakeAwsServer aws)
    {
        using var caller = Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, Region, CancellationToken.None);
        return await new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync)
            .CollectAccountAsync(account, Region, new() { Needs = Everything }, CancellationToken.None);
    }

    public static async Task<Api> OnlyRestApiAsync(FakeRestApi api, params FakeFault[] faults)
    {
        await using var aws = await FakeAwsServer.StartAsync(api);
        foreach (var fault in faults)
        {
            aws.Inject(fault);
        }

        return (await ScopeAsync(aws)).RestApis.Value.ShouldHaveSingleItem();
    }

    public static AwsCaller Caller(FakeAwsServer aws) => new(
        new()
        {
            Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey),
            EndpointUrl = aws.Url,
            MaxRate = 1_000_000,
            Explain = CallAdvice.Of,
        },
        new ImpatientClock());

    /// <summary>What was asked, in an order that does not depend on what was answered first.</summary>
    public static string[] CallsOf(FakeAwsServer aws) => [.. aws.Calls.Select(call => call.ToString()).Order(StringComparer.Ordinal)];
}
