using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Organizations;

/// <summary>Organizations: the accounts (aws-facts.md A.1, A.5).</summary>
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
        }.ToImmutableDictionary(StringComparer.Ordinal);

    private static JsonObject ListAccounts(FakeRequest request, JsonObject input)
    {
        if (request.Account.Organization.IsEmpty)
        {
            throw new FakeAwsException(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
        }

        var limit = input.Number("MaxResults") ?? MostPerPage;
        if (limit is < 1 or > MostPerPage)
        {
            throw Invalid("You specified an invalid value for MaxResults.");
        }

        // A.5: a page can be short or empty while there is a token. Each is followed by an empty one here: an odd place in the list.
        var place = input.Text("NextToken") is { Length: > 0 } token ? PageToken.Read("ListAccounts", token) ?? throw Invalid("You specified an invalid pagination token.") : 0;
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
            ("Arn", $"arn:{request.Partition}:organizations::{request.Account.Id}:account/o-{FakeId.Of("organization", request.Account.Id)}/{account.Id}"),
            ("Email", $"{account.Id}@example.com"),
            ("Name", account.Name),
            ("Status", account.Status),
            ("State", account.Status),
            ("JoinedMethod", "CREATED"),
            ("JoinedTimestamp", 1704067200))))),
        ("NextToken", next is { } place ? PageToken.Issue("ListAccounts", place) : null));

    private static FakeAwsException Invalid(string message) => new(400, "InvalidInputException", message);
}
