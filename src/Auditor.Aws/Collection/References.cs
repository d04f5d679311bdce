using Auditor.Aws.Names;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Aws.Collection;

/// <summary>What APIs and domain names refer to outside of API Gateway, each asked about once.</summary>
internal sealed record References
{
    public required Fact<ImmutableArray<DomainAccessAssociation>> DomainAccess { get; init; }

    public required ImmutableArray<Certificate> Certificates { get; init; }

    public required ImmutableArray<LogGroup> LogGroups { get; init; }

    public required ImmutableArray<UserPool> UserPools { get; init; }

    public required ImmutableArray<BackendHost> BackendHosts { get; init; }

    public static async Task<References> ReadAsync(RegionReader region, HostLookup hosts, ImmutableArray<Api> apis, Fact<ImmutableArray<Domain>> domains, CancellationToken cancellationToken)
    {
        var access = region.Needs(Needs.Domains) ? new DomainAccessReader(region).ReadAsync(domains, cancellationToken) : Task.FromResult(default(Fact<ImmutableArray<DomainAccessAssociation>>));
        var certificates = region.Needs(Needs.Certificates) ? new CertificateReader(region).ReadAsync(domains.ValueOr([]), cancellationToken) : None<Certificate>();
        var logGroups = region.Needs(Needs.LogGroups) ? new LogGroupReader(region).ReadAsync(apis, cancellationToken) : None<LogGroup>();
        var userPools = region.Needs(Needs.UserPools) ? new UserPoolReader(region).ReadAsync(apis, cancellationToken) : None<UserPool>();
        var backendHosts = region.Needs(Needs.BackendHosts) ? new BackendHostReader(region, hosts).ReadAsync(apis, cancellationToken) : None<BackendHost>();
        await Task.WhenAll(access, certificates, logGroups, userPools, backendHosts).ConfigureAwait(false);
        return new()
        {
            DomainAccess = await access.ConfigureAwait(false),
            Certificates = await certificates.ConfigureAwait(false),
            LogGroups = await logGroups.ConfigureAwait(false),
            UserPools = await userPools.ConfigureAwait(false),
            BackendHosts = await backendHosts.ConfigureAwait(false),
        };
    }

    private static Task<ImmutableArray<T>> None<T>() => Task.FromResult(ImmutableArray<T>.Empty);
}
