using System.Text.Json.Nodes;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Iam;

/// <summary>Reads every identity policy of the account, and who holds it, with one paged call.</summary>
internal sealed class IdentityPolicyReader(RegionReader region)
{
    public async Task<(Fact<ImmutableArray<IdentityPolicy>> Policies, Fact<ImmutableArray<Principal>> Principals)> ReadAsync(
        CancellationToken cancellationToken)
    {
        var pages = await region.Gaps.TryAsync(
            async () =>
            {
                var arguments = new JsonObject { ["Filter"] = new JsonArray("User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy") };
                return await region.PagesAsync(IamOperations.GetAccountAuthorizationDetails, arguments, cancellationToken)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
            },
            region.Account.Id,
            "IAM policies: who may invoke or change every API.").ConfigureAwait(false);
        return (pages.Select(Policies), pages.Select(Principals));
    }

    private static ImmutableArray<Principal> Principals(List<Wire.AuthorizationDetails> pages)
    {
        // A user names its groups without their paths.
        var groups = Known(pages, page => page.GroupDetailList)
            .Where(group => group.GroupName is not null)
            .ToLookup(group => group.GroupName ?? "", group => group.Arn ?? "", StringComparer.Ordinal);
        return
        [
            .. Known(pages, page => page.UserDetailList)
                .Select(user => Principal(
                    user,
                    PrincipalType.User) with { Groups = Holders((user.GroupList ?? []).OfType<string>().SelectMany(name => groups[name])) })
                .Concat(Known(pages, page => page.GroupDetailList).Select(group => Principal(group, PrincipalType.Group)))
                .Concat(Known(pages, page => page.RoleDetailList)
                    .Select(role => Principal(role, PrincipalType.Role) with { TrustPolicy = Trust(role.AssumeRolePolicyDocument) }))
                .DistinctBy(principal => principal.Arn, StringComparer.Ordinal)
                .OrderBy(principal => principal.Arn, StringComparer.Ordinal),
        ];
    }

    private static Principal Principal(Wire.IdentityDetail detail, PrincipalType type) =>
        new()
        {
            Arn = detail.Arn ?? "",
            Type = type,
            UniqueId = type is PrincipalType.User ? detail.UserId : type is PrincipalType.Role ? detail.RoleId : null,
            Tags = Tags(detail),
            PermissionsBoundaryArn = detail.PermissionsBoundary?.PermissionsBoundaryArn,
        };

    // A list without members is left out of the answer: no tags.
    private static ImmutableSortedDictionary<string, string> Tags(Wire.IdentityDetail detail) => AnswerTexts.Tags((detail.Tags ?? [])
        .OfType<Wire.IdentityTag>()
        .Where(tag => tag.Key is not null)
        .DistinctBy(tag => tag.Key, StringComparer.Ordinal)
        .ToImmutableDictionary(tag => tag.Key ?? "", tag => tag.Value, StringComparer.Ordinal));

    private static IEnumerable<Wire.IdentityDetail> Known(
        List<Wire.AuthorizationDetails> pages, Func<Wire.AuthorizationDetails, IReadOnlyList<Wire.IdentityDetail?>?> list) =>
        pages.SelectMany(page => list(page) ?? []).OfType<Wire.IdentityDetail>().Where(detail => detail.Arn is not null);

    private static ImmutableArray<IdentityPolicy> Policies(List<Wire.AuthorizationDetails> pages)
    {
        var holders = pages.SelectMany(page => new[] { page.UserDetailList, page.GroupDetailList, page.RoleDetailList }
            .SelectMany(list => list ?? []))
            .OfType<Wire.IdentityDetail>()
            .Where(holder => holder.Arn is not null)
            .ToArray();
        var boundaries = holders.Select(holder => holder.PermissionsBoundary?.PermissionsBoundaryArn)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var attachments = holders
            .SelectMany(holder => (holder.AttachedManagedPolicies ?? [])
                .OfType<Wire.AttachedPolicy>()
                .Select(policy => (Holder: holder.Arn ?? "", Arn: policy.PolicyArn ?? "", Name: policy.PolicyName ?? "")))
            .ToLookup(attachment => attachment.Arn, StringComparer.Ordinal);
        var managed = pages.SelectMany(page => page.Policies ?? []).OfType<Wire.ManagedPolicy>()
            // What AWS wrote is in every account; it says something where somebody has it.
            .Where(policy => policy.Arn is { } arn && (!IsOfAws(arn) || attachments.Contains(arn) || boundaries.Contains(arn)))
            .Select(policy => Managed(policy, Holders(attachments[policy.Arn ?? ""].Select(attachment => attachment.Holder))));
        var ofAws = attachments.Where(group => IsOfAws(group.Key)).Select(group => new IdentityPolicy
        {
            Arn = group.Key,
            Name = group.First().Name,
            Kind = IdentityPolicyKind.AwsManaged,
            AttachedTo = Holders(group.Select(attachment => attachment.Holder)),
            Document = (string?)null,
        });
        return [.. managed.Concat(ofAws).Concat(holders.SelectMany(Inline)).DistinctBy(policy => policy.Arn, StringComparer.Ordinal).OrderBy(policy => policy.Arn, StringComparer.Ordinal)];
    }

    private static bool IsOfAws(string arn) => arn.Contains(":iam::aws:policy/", StringComparison.Ordinal);

    private static IdentityPolicy Managed(Wire.ManagedPolicy policy, ImmutableArray<string> holders)
    {
        var versions = (policy.PolicyVersionList ?? []).OfType<Wire.PolicyVersion>().ToArray();
        var current = versions.FirstOrDefault(version => version.VersionId == policy.DefaultVersionId)
            ?? versions.FirstOrDefault(version => version.IsDefaultVersion is "true");
        return new()
        {
            Arn = policy.Arn ?? "",
            // The name is also the end of the ARN, which is never left out.
            Name = policy.PolicyName ?? policy.Arn?.Split('/')[^1] ?? "",
            Kind = IsOfAws(policy.Arn ?? "") ? IdentityPolicyKind.AwsManaged : IdentityPolicyKind.CustomerManaged,
            AttachedTo = holders,
            Document = Decoded(current?.Document),
        };
    }

    private static IEnumerable<IdentityPolicy> Inline(Wire.IdentityDetail holder) =>
        new[] { holder.UserPolicyList, holder.GroupPolicyList, holder.RolePolicyList }
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
        ? new Unknown($"The answer of {IamOperations.GetAccountAuthorizationDetails.Id} has no document for the policy.")
        {
            Operation = IamOperations.GetAccountAuthorizationDetails.Id,
            Code = "MissingMember",
        }
        : AnswerTexts.Given(Uri.UnescapeDataString(document));

    // An external id is what keeps others from taking on the role: nobody needs to read it here.
    private static string? Trust(string? document) => document is null ? null : AnswerTexts.Given(Uri.UnescapeDataString(document));

    private static ImmutableArray<string> Holders(IEnumerable<string> arns) =>
        [.. arns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
