using System.Text.Json.Nodes;
using Auditor.Aws.Operations;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads every identity policy of the account with one paged call.</summary>
internal sealed class IdentityPolicyReader(RegionReader region)
{
    public Task<Fact<ImmutableArray<IdentityPolicy>>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var arguments = new JsonObject { ["Filter"] = new JsonArray("User", "Group", "Role", "LocalManagedPolicy") };
            var pages = await region.PagesAsync(NeighbourOperations.GetAccountAuthorizationDetails, arguments, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            return Policies(pages);
        },
        region.Account.Id,
        "IAM policies: who may invoke or change every API.");

    private static ImmutableArray<IdentityPolicy> Policies(List<Wire.AuthorizationDetails> pages)
    {
        var holders = pages.SelectMany(page => new[] { page.UserDetailList, page.GroupDetailList, page.RoleDetailList }.SelectMany(list => list ?? [])).OfType<Wire.IdentityDetail>().Where(holder => holder.Arn is not null).ToArray();
        var attachments = holders
            .SelectMany(holder => (holder.AttachedManagedPolicies ?? []).OfType<Wire.AttachedPolicy>().Select(policy => (Holder: holder.Arn ?? "", Arn: policy.PolicyArn ?? "", Name: policy.PolicyName ?? "")))
            .ToLookup(attachment => attachment.Arn, StringComparer.Ordinal);
        var own = pages.SelectMany(page => page.Policies ?? []).OfType<Wire.ManagedPolicy>().Where(policy => policy.Arn is not null).Select(policy => Managed(policy, Holders(attachments[policy.Arn ?? ""].Select(attachment => attachment.Holder))));
        var ofAws = attachments.Where(group => group.Key.Contains(":iam::aws:policy/", StringComparison.Ordinal)).Select(group => new IdentityPolicy
        {
            Arn = group.Key,
            Name = group.First().Name,
            Kind = IdentityPolicyKind.AwsManaged,
            AttachedTo = Holders(group.Select(attachment => attachment.Holder)),
            Document = (string?)null,
        });
        return [.. own.Concat(ofAws).Concat(holders.SelectMany(Inline)).DistinctBy(policy => policy.Arn, StringComparer.Ordinal).OrderBy(policy => policy.Arn, StringComparer.Ordinal)];
    }

    private static IdentityPolicy Managed(Wire.ManagedPolicy policy, ImmutableArray<string> holders)
    {
        var versions = (policy.PolicyVersionList ?? []).OfType<Wire.PolicyVersion>().ToArray();
        var current = versions.FirstOrDefault(version => version.VersionId == policy.DefaultVersionId) ?? versions.FirstOrDefault(version => version.IsDefaultVersion is "true");
        return new()
        {
            Arn = policy.Arn ?? "",
            // The name is also the end of the ARN, which is never left out.
            Name = policy.PolicyName ?? policy.Arn?.Split('/')[^1] ?? "",
            Kind = IdentityPolicyKind.CustomerManaged,
            AttachedTo = holders,
            Document = Decoded(current?.Document),
        };
    }

    private static IEnumerable<IdentityPolicy> Inline(Wire.IdentityDetail holder) => new[] { holder.UserPolicyList, holder.GroupPolicyList, holder.RolePolicyList }
        .SelectMany(list => list ?? [])
        .OfType<Wire.InlinePolicy>()
        .Select(policy => new IdentityPolicy
        {
            Arn = $"{holder.Arn}/policy/{policy.PolicyName}",
            Name = policy.PolicyName ?? "",
            Kind = IdentityPolicyKind.Inline,
            AttachedTo = [holder.Arn ?? ""],
            Document = Decoded(policy.PolicyDocument),
        });

    // Policies are percent-encoded JSON inside the XML.
    private static Fact<string?> Decoded(string? document) => document is null
        ? new Unknown($"The answer of {NeighbourOperations.GetAccountAuthorizationDetails.Id} has no document for the policy.") { Operation = NeighbourOperations.GetAccountAuthorizationDetails.Id, Code = "MissingMember" }
        : SecretShape.OfDocument(Uri.UnescapeDataString(document));

    private static ImmutableArray<string> Holders(IEnumerable<string> arns) => [.. arns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
