using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Iam;

/// <summary>IAM: every identity policy of the account in one paged call (aws-facts.md A.1, A.5).</summary>
internal sealed class IamService : QueryService
{
    private const string Created = "2024-01-01T00:00:00Z";

    public IamService() =>
        Operations = new Dictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>>(StringComparer.Ordinal)
        {
            ["GetAccountAuthorizationDetails"] = GetAccountAuthorizationDetails,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    public override string SigningName => "iam";

    protected override string Version => "2010-05-08";

    protected override XNamespace Namespace => "https://iam.amazonaws.com/doc/2010-05-08/";

    protected override ImmutableDictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>> Operations { get; }

    protected override FakeOperation Describe(string name, ImmutableDictionary<string, string> form, FakeRequest request) =>
        new(name) { Action = $"iam:{name}", Writes = !JsonRpcService.IsRead(name) };

    private XElement GetAccountAuthorizationDetails(FakeRequest request, ImmutableDictionary<string, string> form)
    {
        // A.1: IAM is signed for one Region of each partition.
        var home = request.Partition switch { "aws-us-gov" => "us-gov-west-1", "aws-cn" => "cn-north-1", _ => "us-east-1" };
        if (request.Region.Name != home)
        {
            throw SignatureDoesNotMatch($"Credential should be scoped to a valid region, not '{request.Region.Name}'. ");
        }

        var limit = int.Parse(form.GetValueOrDefault("MaxItems") ?? "100", CultureInfo.InvariantCulture);
        if (limit is < 1 or > 1000)
        {
            throw new FakeAwsException(
                400,
                "ValidationError",
                "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value less than or "
                    + "equal to 1000");
        }

        var kinds = form.Where(pair => pair.Key.StartsWith("Filter.member.", StringComparison.Ordinal))
            .Select(pair => pair.Value)
            .ToImmutableHashSet(StringComparer.Ordinal);
        var page = TokenPage<(string Kind, string List, XElement Member)>.Of(
            Details(request).Where(detail => kinds.IsEmpty || kinds.Contains(detail.Kind)),
            string.Join(' ', kinds.Order(StringComparer.Ordinal)),
            form.GetValueOrDefault("Marker"),
            limit,
            () => new(400, "ValidationError", "Invalid Marker"));
        return Element(
            "GetAccountAuthorizationDetailsResult",
            [
                .. new[] { "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies" }
                    .Select(list => Element(list, [.. page.Items.Where(detail => detail.List == list).Select(detail => detail.Member)])),
                Text("IsTruncated", page.Next is null ? "false" : "true"),
                .. page.Next is { } next ? new[] { Text("Marker", next) } : [],
            ]);
    }

    private IEnumerable<(string Kind, string List, XElement Member)> Details(FakeRequest request)
    {
        var (account, prefix) = (request.Account, $"arn:{request.Partition}:iam::{request.Account.Id}");
        foreach (var user in account.Users)
        {
            yield return ("User", "UserDetailList", Member(
                Text("Path", user.Path),
                Text("UserName", user.Name),
                Text("UserId", Id("AIDA", user.Name)),
                Text("Arn", $"{prefix}:user{user.Path}{user.Name}"),
                Text("CreateDate", Created),
                Inline("UserPolicyList", user.InlinePolicies),
                Element("GroupList", [.. user.Groups.Select(group => Text("member", group))]),
                Attached(user.AttachedPolicyArns),
                Boundary(user.PermissionsBoundaryArn)));
        }

        foreach (var group in account.Groups)
        {
            yield return ("Group", "GroupDetailList", Member(
                Text("Path", group.Path),
                Text("GroupName", group.Name),
                Text("GroupId", Id("AGPA", group.Name)),
                Text("Arn", $"{prefix}:group{group.Path}{group.Name}"),
                Text("CreateDate", Created),
                Inline("GroupPolicyList", group.InlinePolicies),
                Attached(group.AttachedPolicyArns)));
        }

        foreach (var role in account.Roles)
        {
            yield return ("Role", "RoleDetailList", Member(
                Text("Path", role.Path),
                Text("RoleName", role.Name),
                Text("RoleId", Id("AROA", role.Name)),
                Text("Arn", $"{prefix}:role{role.Path}{role.Name}"),
                Text("CreateDate", Created),
                Document("AssumeRolePolicyDocument", role.AssumeRolePolicyDocument ?? """{"Version":"2012-10-17","Statement":[]}"""),
                Element("InstanceProfileList", []),
                Inline("RolePolicyList", role.InlinePolicies),
                Attached(role.AttachedPolicyArns),
                Boundary(role.PermissionsBoundaryArn),
                Element("Tags", [.. role.Tags.Select(tag => Member(Text("Key", tag.Key), Text("Value", tag.Value)))])));
        }

        foreach (var policy in account.ManagedPolicies)
        {
            yield return (policy.IsAwsManaged ? "AWSManagedPolicy" : "LocalManagedPolicy", "Policies", Member(
                Text("PolicyName", policy.Name),
                Text("PolicyId", Id("ANPA", policy.Name)),
                Text(
                    "Arn",
                    policy.IsAwsManaged ? $"arn:{request.Partition}:iam::aws:policy{policy.Path}{policy.Name}" : $"{prefix}:policy{policy.Path}{policy.Name}"),
                Text("Path", policy.Path),
                Text("DefaultVersionId", "v1"),
                Text("AttachmentCount", policy.AttachmentCount.ToString(CultureInfo.InvariantCulture)),
                Text("PermissionsBoundaryUsageCount", "0"),
                Text("IsAttachable", "true"),
                Text("CreateDate", Created),
                Text("UpdateDate", Created),
                Element("PolicyVersionList", [.. policy.OtherVersions.Select((other, at) => PolicyVersion(other, at + 2, isDefault: false)).Append(PolicyVersion(policy.Document, 1, isDefault: true))])));
        }
    }

    private XElement PolicyVersion(string document, int number, bool isDefault) => Member(
        Document("Document", document),
        Text("VersionId", string.Create(CultureInfo.InvariantCulture, $"v{number}")),
        Text("IsDefaultVersion", isDefault ? "true" : "false"),
        Text("CreateDate", Created));

    private XElement Inline(string name, ImmutableSortedDictionary<string, string> policies) =>
        Element(name, [.. policies.Select(policy => Member(Text("PolicyName", policy.Key), Document("PolicyDocument", policy.Value)))]);

    private XElement Attached(ImmutableArray<string> arns) => Element(
        "AttachedManagedPolicies",
        [.. arns.Select(arn => Member(Text("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]), Text("PolicyArn", arn)))]);

    private XElement? Boundary(string? arn) => arn is null
        ? null
        : Element(
            "PermissionsBoundary", [Text("PermissionsBoundaryType", "PermissionsBoundaryPolicy"), Text("PermissionsBoundaryArn", arn)]);

    // A.5: URL-encoded JSON.
    private XElement Document(string name, string document) => Text(name, Uri.EscapeDataString(document));

    private XElement Member(params XElement?[] content) => new(Namespace + "member", content);

    private XElement Element(string name, XElement[] content) => new(Namespace + name, content);

    private XElement Text(string name, string value) => new(Namespace + name, value);

    private static string Id(string prefix, string name) => $"{prefix}{FakeId.Of("iam", name, 17).ToUpperInvariant()}";
}
