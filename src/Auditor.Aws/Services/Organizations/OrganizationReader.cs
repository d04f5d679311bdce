using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Services.Organizations;

/// <summary>Reads which service control policies and resource control policies limit the accounts of an organization.</summary>
/// <param name="caller">The management account's, or that of an account to which reading policies is delegated.</param>
/// <param name="administrator">Whose the credentials are.</param>
/// <param name="region">Where Organizations is asked in a partition whose Region for it is not known.</param>
public sealed class OrganizationReader(AwsCaller caller, AwsAccount administrator, string region)
{
    private const string ServiceControl = "SERVICE_CONTROL_POLICY";
    private const string ResourceControl = "RESOURCE_CONTROL_POLICY";
    private const int CallsAtOnce = 4;

    private readonly GapLog _gaps = new();
    private readonly ConcurrentDictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly string _region = OrganizationOperations.Region(administrator.Partition, region);

    /// <summary>For some accounts. It never fails because of a call.</summary>
    public async Task<OrganizationReading> ReadAsync(ImmutableArray<OrganizationAccount> accounts, CancellationToken cancellationToken)
    {
        var attached = await _gaps.TryAsync(() => AttachedAsync(cancellationToken), administrator.Id, OrganizationOperations.LostLimits)
            .ConfigureAwait(false);
        var members = ImmutableDictionary.CreateBuilder<string, Fact<OrganizationMembership>>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            members[account.Id] = attached.Unknown is { } unknown
                ? unknown
                : await MemberAsync(account, attached.Value, cancellationToken).ConfigureAwait(false);
        }

        return new(members.ToImmutable(), _gaps.Gaps);
    }

    private async Task<Fact<OrganizationMembership>> MemberAsync(
        OrganizationAccount account, Attached attached, CancellationToken cancellationToken)
    {
        if (account.Arn.Split(':', 6) is not ["arn", _, "organizations", "", { Length: > 0 } management, var rest]
            || rest.Split('/') is not ["account", var organization, _])
        {
            return _gaps.Add(
                OrganizationOperations.ListAccounts.Id,
                "MissingMember",
                $"The answer of {OrganizationOperations.ListAccounts.Id} does not tell the organization of account {account.Id}.",
                account.Id,
                OrganizationOperations.LostLimits);
        }

        var places = await _gaps.TryAsync(() => PlacesAsync(account, cancellationToken), account.Id, OrganizationOperations.LostLimits)
            .ConfigureAwait(false);
        return places.Select(ids => new OrganizationMembership
        {
            OrganizationId = organization,
            IsManagementAccount = management == account.Id,
            UsesServiceControlPolicies = attached.Kinds.Contains(ServiceControl),
            UsesResourceControlPolicies = attached.Kinds.Contains(ResourceControl),
            Levels = [.. ids.Select(id => new OrganizationLevel { Id = id, ServiceControlPolicies = attached.To(id, ServiceControl), ResourceControlPolicies = attached.To(id, ResourceControl) })],
        });
    }

    // The root first, the account last.
    private async Task<ImmutableArray<string>> PlacesAsync(OrganizationAccount account, CancellationToken cancellationToken)
    {
        if (account.Place?.Trim('/').Split('/') is [_, ['r', '-', ..], ..] told)
        {
            return [.. told.Skip(1)];
        }

        var places = new List<string> { account.Id };
        while (!places[0].StartsWith("r-", StringComparison.Ordinal))
        {
            places.Insert(0, await ParentAsync(places[0], cancellationToken).ConfigureAwait(false));
        }

        return [.. places];
    }

    private async Task<string> ParentAsync(string child, CancellationToken cancellationToken)
    {
        if (!_parents.TryGetValue(child, out var parent))
        {
            var pages = caller.PagesAsync(OrganizationOperations.ListParents, _region, new() { ["ChildId"] = child }, cancellationToken);
            parent = await pages.SelectMany(page => page.Parents ?? [])
                .Select(each => each?.Id)
                .FirstOrDefaultAsync(id => id is not null, cancellationToken)
                .ConfigureAwait(false)
                ?? throw Missing(OrganizationOperations.ListParents, $"has no parent of {child}");
            _parents[child] = parent;
        }

        return parent;
    }

    private async Task<Attached> AttachedAsync(CancellationToken cancellationToken)
    {
        var roots = await caller.PagesAsync(OrganizationOperations.ListRoots, _region, [], cancellationToken)
            .SelectMany(page => page.Roots ?? [])
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var kinds = roots.SelectMany(root => root?.PolicyTypes ?? [])
            .Where(type => type?.Status is "ENABLED" or "PENDING_DISABLE")
            .Select(type => type?.Type)
            .Where(type => type is ServiceControl or ResourceControl)
            .OfType<string>()
            .ToImmutableHashSet(StringComparer.Ordinal);
        var found = new ConcurrentBag<(string Target, string Kind, OrganizationPolicy Policy)>();
        foreach (var kind in kinds.Order(StringComparer.Ordinal))
        {
            var pages = caller.PagesAsync(OrganizationOperations.ListPolicies, _region, new() { ["Filter"] = kind }, cancellationToken);
            var policies = await pages.SelectMany(page => page.Policies ?? [])
                .Where(policy => policy?.Id is not null)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            await Parallel.ForEachAsync(policies, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken }, async (policy, stop) =>
            {
                var id = policy?.Id ?? "";
                var targets = await caller.PagesAsync(
                    OrganizationOperations.ListTargetsForPolicy, _region, new() { ["PolicyId"] = id }, stop)
                    .SelectMany(page => page.Targets ?? [])
                    .Select(target => target?.TargetId)
                    .OfType<string>()
                    .ToListAsync(stop)
                    .ConfigureAwait(false);
                if (targets.Count > 0)
                {
                    var read = new OrganizationPolicy
                    {
                        Id = id,
                        Name = policy?.Name ?? id,
                        Document = await DocumentAsync(id, stop).ConfigureAwait(false),
                    };
                    targets.ForEach(target => found.Add((target, kind, read)));
                }
            }).ConfigureAwait(false);
        }

        return new(kinds, found.ToLookup(each => (each.Target, each.Kind), each => each.Policy));
    }

    private Task<Fact<string>> DocumentAsync(string policy, CancellationToken cancellationToken) => _gaps.TryAsync(
        async () =>
        {
            var answer = await caller.CallAsync(
                OrganizationOperations.DescribePolicy, _region, new JsonObject { ["PolicyId"] = policy }, cancellationToken)
                .ConfigureAwait(false);
            // Here, and not for each of the accounts that it is in force in.
            return AnswerTexts.Given(answer.Policy?.Content) is { } document
                ? SecretJudge.Mask(document)
                : throw Missing(OrganizationOperations.DescribePolicy, $"has no document for policy {policy}");
        },
        policy,
        OrganizationOperations.DescribePolicy.Lost);

    private static AwsCallException Missing(Operation operation, string what) =>
        new(operation.Id, CallFailure.MalformedAnswer, "MissingMember", status: null, $"The answer of {operation.Id} {what}.", inner: null);

    private sealed record Attached(ImmutableHashSet<string> Kinds, ILookup<(string Target, string Kind), OrganizationPolicy> Policies)
    {
        public ImmutableArray<OrganizationPolicy> To(string target, string kind) =>
            [.. Policies[(target, kind)].OrderBy(policy => policy.Id, StringComparer.Ordinal)];
    }
}
