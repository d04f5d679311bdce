using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Logs;

/// <summary>CloudWatch Logs: log groups (aws-facts.md A.1, A.5).</summary>
internal sealed class LogsService : JsonRpcService
{
    private const int MostPerPage = 50;

    public override string SigningName => "logs";

    protected override string TargetPrefix => "Logs_20140328";

    protected override string ActionPrefix => "logs";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["DescribeLogGroups"] = DescribeLogGroups,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    private static JsonObject DescribeLogGroups(FakeRequest request, JsonObject input)
    {
        var limit = input.Number("limit") ?? MostPerPage;
        if (limit is < 1 or > MostPerPage)
        {
            throw Invalid($"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value "
                + $"less than or equal to {MostPerPage}");
        }

        var prefix = input.Text("logGroupNamePrefix") ?? "";
        var page = TokenPage<FakeLogGroup>.Of(
            request.Region.LogGroups.Where(group => group.Name.StartsWith(prefix, StringComparison.Ordinal)),
            $"DescribeLogGroups {prefix}",
            input.Text("nextToken"),
            limit,
            () => Invalid("The specified nextToken is invalid."));
        return Wire.Object(
            ("logGroups", Wire.Array(page.Items.Select(group => Wire.Object(
                ("logGroupName", group.Name),
                ("arn", $"arn:{request.Partition}:logs:{request.Region.Name}:{request.Account.Id}:log-group:{group.Name}:*"),
                ("retentionInDays", group.RetentionInDays),
                ("kmsKeyId", group.KmsKeyId),
                ("storedBytes", 0))))),
            ("nextToken", page.Next));
    }

    private static FakeAwsException Invalid(string message) => new(400, "InvalidParameterException", message);
}
