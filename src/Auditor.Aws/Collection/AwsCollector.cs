using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Names;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.Acm;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Config;
using Auditor.Aws.Services.Iam;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Collection;

/// <summary>Reads an account into the inventory: only what the enabled rules need, in as few calls as the interfaces allow.</summary>
/// <remarks>
/// It never fails because of a call: what could not be read is an unknown fact and a gap. Only a cancellation comes through.
/// </remarks>
public sealed class AwsCollector(AwsCaller caller, TimeProvider time, HostLookup hosts)
{
    // Enough to keep the pace at usual latencies; more would only wait in its queue.
    private const int ApisAtOnce = 16;

    /// <summary>What is the same in all Regions of the account.</summary>
    /// <param name="account">Whose the credentials are.</param>
    /// <param name="region">A Region of the account's partition, which decides where IAM is asked.</param>
    /// <param name="options">What to collect.</param>
    /// <param name="cancellationToken">Ends the collection.</param>
    public async Task<Account> CollectAccountAsync(
        AwsAccount account, string region, CollectionOptions options, CancellationToken cancellationToken)
    {
        var reader = new RegionReader(caller, account, region, options);
        var (policies, principals) = reader.Needs(Needs.IdentityPolicies)
            ? await new IdentityPolicyReader(reader).ReadAsync(cancellationToken).ConfigureAwait(false)
            : default;
        return SecretFilter.Over(new Account
        {
            Id = account.Id,
            Partition = account.Partition,
            IdentityPolicies = policies,
            Principals = principals,
            Organization = options.Organization?.Of(account.Id) ?? default,
            Gaps = [.. options.Organization?.GapsOf(account.Id) ?? [], .. reader.Gaps.Gaps],
        });
    }

    /// <summary>The account in one Region.</summary>
    /// <param name="account">Whose the credentials are.</param>
    /// <param name="region">Which Region.</param>
    /// <param name="options">What to collect.</param>
    /// <param name="progress">Told after each API; may be null.</param>
    /// <param name="cancellationToken">Ends the collection.</param>
    public async Task<Scope> CollectScopeAsync(
        AwsAccount account,
        string region,
        CollectionOptions options,
        IProgress<CollectionProgress>? progress,
        CancellationToken cancellationToken)
    {
        var reader = new RegionReader(
            caller,
            account,
            region,
            options)
        { Earlier = options.Cache is { } cache ? new(cache, account, region, options.Needs, options.SecretVariableNames, time) : null };
        var counter = new ApiCounter(account.Id, region, progress);
        var settings = reader.Needs(Needs.AccountSettings)
            ? new AccountSettingsReader(reader).ReadAsync(cancellationToken)
            : NotNeeded<AccountSettings>();
        var referred = new ReferenceReader(reader, hosts);
        var domains = reader.Needs(Prerequisites.OfDomains)
            ? new DomainReader(reader).ReadAsync(cancellationToken)
            : NotNeeded<ImmutableArray<Domain>>();
        var ofDomains = OfDomainsAsync(reader, domains, cancellationToken);
        var attachments = Attachments.ReadAsync(reader, cancellationToken);
        var recording = reader.Needs(Prerequisites.OfConfigRecording)
            ? new ConfigReader(reader).ReadAsync(cancellationToken)
            : NotNeeded<ConfigRecording>();
        using var gate = new SemaphoreSlim(ApisAtOnce);
        var apiList = new ApiList(reader, gate, counter, api => referred.Begin(api, cancellationToken));
        var httpApis = apiList.HttpApisAsync(cancellationToken);
        var restApis = apiList.RestApisAsync(Task.WhenAll(settings, domains, attachments, ofDomains, httpApis), cancellationToken);
        await Task.WhenAll(settings, domains, attachments, ofDomains, recording, restApis, httpApis).ConfigureAwait(false);

        var (rest, moreRest) = await restApis.ConfigureAwait(false);
        var (http, moreHttp) = await httpApis.ConfigureAwait(false);
        ImmutableArray<Api> apis = [.. rest.ValueOr([]), .. http.ValueOr([])];
        // After everything else of API Gateway: it takes the calls that are left.
        apis = reader.Earlier is { } earlier ? await earlier.LookAgainAsync(apis, GatewayCalls(region)).ConfigureAwait(false) : apis;
        var usage = reader.Needs(Needs.Usage)
            ? new UsageReader(reader, time).WithUsageAsync(apis, cancellationToken)
            : Task.FromResult(apis);
        var reading = referred.ReadAsync(apis, cancellationToken);
        await Task.WhenAll(usage, reading).ConfigureAwait(false);

        var counts = caller.Log.Counts.Where(count => count.Region == region && !count.IsOfAccount).ToList();
        var withUsage = await usage.ConfigureAwait(false);
        var attached = await attachments.ConfigureAwait(false);
        var references = await reading.ConfigureAwait(false);
        var (domainAccess, certificates) = await ofDomains.ConfigureAwait(false);
        var scope = new Scope
        {
            Partition = account.Partition,
            Account = account.Id,
            Region = region,
            Settings = await settings.ConfigureAwait(false),
            RestApis = rest.Select(_ => ImmutableArray.CreateRange(withUsage.Where(api => api.IsRest))),
            HttpAndWebSocketApis = http.Select(_ => ImmutableArray.CreateRange(withUsage.Where(api => !api.IsRest))),
            MoreRestApis = moreRest,
            MoreHttpAndWebSocketApis = moreHttp,
            Domains = await domains.ConfigureAwait(false),
            UsagePlans = attached.UsagePlans,
            ApiKeys = attached.ApiKeys,
            VpcLinks = attached.VpcLinks,
            ClientCertificates = attached.ClientCertificates,
            Certificates = certificates,
            DomainAccessAssociations = domainAccess,
            Portals = attached.Portals,
            Alarms = references.Alarms,
            LogGroups = references.LogGroups,
            UserPools = references.UserPools,
            BackendHosts = references.BackendHosts,
            WebAcls = references.WebAcls,
            Functions = references.Functions,
            ConfigRecording = await recording.ConfigureAwait(false),
            Gaps = reader.Gaps.Gaps,
            Calls = counts.ToImmutableSortedDictionary(count => count.Operation, count => count.Calls, StringComparer.Ordinal),
            Reading = [.. counts.Select(count => count.ToReading())],
        };
        return SecretFilter.Over(OrClosed(scope), options.SecretVariableNames);
    }

    // Where an organization forbids every single call, it closes the Region, which is no gap that anybody would mend.
    private static Scope OrClosed(Scope scope) =>
        scope is { RestApis.IsKnown: false, HttpAndWebSocketApis.IsKnown: false }
            && scope.Gaps.All(gap => Denial.IsByOrganization(gap.Message))
            ? scope with { ClosedBy = "A service control policy of the organization denies every call in this Region.", Gaps = [] }
            : scope;

    private static async Task<(Fact<ImmutableArray<DomainAccessAssociation>> Access, ImmutableArray<Certificate> Certificates)> OfDomainsAsync(RegionReader reader, Task<Fact<ImmutableArray<Domain>>> reading, CancellationToken cancellationToken)
    {
        var domains = await reading.ConfigureAwait(false);
        var access = reader.Needs(Needs.Domains)
            ? new DomainAccessReader(reader).ReadAsync(domains, cancellationToken)
            : NotNeeded<ImmutableArray<DomainAccessAssociation>>();
        var certificates = reader.Needs(Needs.Certificates)
            ? new CertificateReader(reader).ReadAsync(domains.ValueOr([]), cancellationToken)
            : Task.FromResult(ImmutableArray<Certificate>.Empty);
        return (await access.ConfigureAwait(false), await certificates.ConfigureAwait(false));
    }

    private int GatewayCalls(string region) =>
        caller.Log.Counts.Where(count => count.Region == region && count.Operation.StartsWith("apigateway:", StringComparison.Ordinal))
            .Sum(count => count.Calls);

    private static Task<Fact<T>> NotNeeded<T>() => Task.FromResult(default(Fact<T>));
}
