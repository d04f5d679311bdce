using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Organizations;

/// <summary>Organizations: the accounts, where they are, and the policies that limit them.</summary>
internal sealed class OrganizationsService : JsonRpcService
{
    private const int MostPerPage = 20;

    public override string SigningName => "organizations";

    protected override string TargetPrefix => "AWSOrganizationsV20161128";

    protected override string ActionPrefix => "organizations";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["ListAccounts"] = ListAccounts,
            ["ListRoots"] = ListRoots,
            ["ListParents"] = ListParents,
            ["ListPolicies"] = ListPolicies,
            ["ListTargetsForPolicy"] = ListTargetsForPolicy,
            ["DescribePolicy"] = DescribePolicy,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    private static JsonObject ListAccounts(FakeRequest request, JsonObject input)
    {
        InUse(request);
        var limit = input.Number("MaxResults") ?? MostPerPage;
        if (limit is < 1 or > MostPerPage)
        {
            throw Invalid("You specified an invalid value for MaxResults.");
        }

        // A.5: a page can be short or empty while there is a token. Each is followed by an empty one here: an odd place in the list.
        var place = input.Text("NextToken") is { Length: > 0 } token
            ? PageToken.Read("ListAccounts", token) ?? throw Invalid("You specified an invalid pagination token.")
            : 0;
        var (offset, isEmpty) = (place / 2, place % 2 == 1);
        var rest = request.Account.Organization.Skip(offset).ToImmutableArray();
        if (isEmpty)
        {
            return Page(request, [], rest.IsEmpty ? null : offset * 2);
        }

        var page = rest[..Math.Min(limit, rest.Length)];
        return Page(request, page, page.Length == rest.Length ? null : ((offset + page.Length) * 2) + 1);
    }

    private static JsonObject Page(FakeRequest request, ImmutableArray<FakeMemberAccount> accounts, int? next) => Wire.Object(
        ("Accounts", Wire.Array(accounts.Select(account => Wire.Object(
            ("Id", account.Id),
            ("Arn", $"arn:{request.Partition}:organizations::{request.Account.Id}:account/{Organization(request)}/{account.Id}"),
            ("Paths", request.Account.ListsPaths
                ? Wire.Array([(JsonNode)$"{string.Join('/', account.Units.Prepend(FakeOrganizationPolicy.Root).Prepend(Organization(request)).Append(account.Id))}/"])
                : null),
            ("Email", $"{account.Id}@example.com"),
            ("Name", account.Name),
            ("Status", account.Status),
            ("State", account.Status),
            ("JoinedMethod", "CREATED"),
            ("JoinedTimestamp", 1704067200))))),
        ("NextToken", next is { } place ? PageToken.Issue("ListAccounts", place) : null));

    private static JsonObject ListRoots(FakeRequest request, JsonObject input)
    {
        InUse(request);
        var kinds = request.Account.OrganizationPolicies.Select(policy => policy.Type).Distinct(StringComparer.Ordinal);
        return Wire.Object(("Roots", Wire.Array([(JsonNode)Wire.Object(
            ("Id", FakeOrganizationPolicy.Root),
            ("Arn", $"arn:{request.Partition}:organizations::{request.Account.Id}:root/{Organization(request)}/{FakeOrganizationPolicy.Root}"),
            ("Name", "Root"),
            ("PolicyTypes", Wire.Array(kinds.Select(kind => (JsonNode)Wire.Object(("Type", kind), ("Status", "ENABLED"))))))])));
    }

    private static JsonObject ListParents(FakeRequest request, JsonObject input)
    {
        InUse(request);
        var child = input.Text("ChildId") ?? "";
        var parent = request.Account.Organization.Select(account => account.Units.Prepend(FakeOrganizationPolicy.Root)
            .Append(account.Id)
            .ToList())
            .FirstOrDefault(places => places.IndexOf(child) > 0) is { } found
            ? found[found.IndexOf(child) - 1]
            : throw new FakeAwsException(400, "ChildNotFoundException", "You provided a child that does not exist.");
        return Wire.Object(("Parents", Wire.Array(
            [(JsonNode)Wire.Object(("Id", parent), ("Type", parent == FakeOrganizationPolicy.Root ? "ROOT" : "ORGANIZATIONAL_UNIT"))])));
    }

    private static JsonObject ListPolicies(FakeRequest request, JsonObject input)
    {
        InUse(request);
        var kind = input.Text("Filter") ?? throw Invalid("You must specify a Filter.");
        return Wire.Object(("Policies", Wire.Array(request.Account.OrganizationPolicies.Where(policy => policy.Type == kind)
            .Select(policy => (JsonNode)Summary(request, policy)))));
    }

    private static JsonObject ListTargetsForPolicy(
        FakeRequest request,
        JsonObject input) => Wire.Object(("Targets", Wire.Array(Policy(request, input).Targets.Select(target => (JsonNode)Wire.Object(
        ("TargetId", target),
        ("Name", target),
        ("Type", target.StartsWith("r-", StringComparison.Ordinal) ? "ROOT" : target.StartsWith("ou-", StringComparison.Ordinal) ? "ORGANIZATIONAL_UNIT" : "ACCOUNT"))))));

    private static JsonObject DescribePolicy(FakeRequest request, JsonObject input)
    {
        var policy = Policy(request, input);
        return Wire.Object(("Policy", Wire.Object(("PolicySummary", Summary(request, policy)), ("Content", policy.Content))));
    }

    private static JsonObject Summary(FakeRequest request, FakeOrganizationPolicy policy) => Wire.Object(
        ("Id", policy.Id),
        ("Arn", $"arn:{request.Partition}:organizations::{request.Account.Id}:policy/{Organization(request)}/{policy.Type.ToLowerInvariant()}/{policy.Id}"),
        ("Name", policy.Name),
        ("Type", policy.Type),
        ("AwsManaged", false));

    private static FakeOrganizationPolicy Policy(FakeRequest request, JsonObject input)
    {
        InUse(request);
        return request.Account.OrganizationPolicies.FirstOrDefault(policy => policy.Id == input.Text("PolicyId"))
            ?? throw new FakeAwsException(400, "PolicyNotFoundException", "We can't find a policy with the PolicyId that you specified.");
    }

    private static string Organization(FakeRequest request) => $"o-{FakeId.Of("organization", request.Account.Id)}";

    private static void InUse(FakeRequest request)
    {
        if (request.Account.Organization.IsEmpty)
        {
            throw new FakeAwsException(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
        }
    }

    private static FakeAwsException Invalid(string message) => new(400, "InvalidInputException", message);
}
