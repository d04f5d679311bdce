using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Account;

/// <summary>Account management: which Regions are enabled (aws-facts.md A.1, B.5).</summary>
internal sealed class AccountService : RestJsonService
{
    private static readonly ImmutableArray<string> OptIn =
        [
            "af-south-1", "ap-east-1", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ca-west-1", "eu-central-2", "eu-south-1",
            "eu-south-2", "il-central-1", "me-central-1", "me-south-1",
        ];

    public override string SigningName => "account";

    protected override ImmutableArray<RestRoute> Routes { get; } = [new("ListRegions", "/listRegions") { Method = "POST", Answer = ListRegions }];

    protected override string UnknownOperationCode => "UnknownOperationException";

    protected override string ThrottlingCode => "TooManyRequestsException";

    public static IEnumerable<(string Name, string Status)> Regions(FakeAccount account) => account.Regions
        .Select(region => (region.Name, Status: OptIn.Contains(region.Name) ? "ENABLED" : "ENABLED_BY_DEFAULT"))
        .Concat(account.DisabledRegions.Select(name => (Name: name, Status: "DISABLED")));

    protected override FakeOperation Describe(RestRoute route, FakeRequest request, ImmutableDictionary<string, string> path) =>
        new(route.Operation) { Action = $"account:{route.Operation}", Path = path, Problem = route.ProblemOf(request), Answer = route.Answer };

    private static FakeResponse ListRegions(FakeRequest request)
    {
        var input = JsonInput.Read(request);
        var limit = input.Number("MaxResults") ?? 20;
        if (limit is < 1 or > 50)
        {
            throw Invalid();
        }

        var wanted = input.Texts("RegionOptStatusContains");
        var regions = Regions(request.Account).Where(region => wanted.IsEmpty || wanted.Contains(region.Status));
        var page = TokenPage<(string Name, string Status)>.Of(regions, "listRegions", input.Text("NextToken"), limit, Invalid);
        return Wire.Json(Wire.Object(
            ("Regions", Wire.Array(page.Items.Select(region => Wire.Object(
                ("RegionName", region.Name), ("RegionOptStatus", region.Status))))),
            ("NextToken", page.Next)));
    }

    private static FakeAwsException Invalid() => new(400, "ValidationException", "1 validation error detected");
}
