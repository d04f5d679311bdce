using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Storage;

/// <summary>What writing to a place in S3, and reading from it, must be allowed: nothing of it is in the policy of a scan.</summary>
public static class StoragePolicy
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The policy as JSON.</summary>
    /// <param name="address">The place.</param>
    /// <param name="partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
    public static string Of(StorageAddress address, string partition)
    {
        ArgumentNullException.ThrowIfNull(address);
        var bucket = $"arn:{partition}:s3:::{address.Bucket}";
        var list = Statement("ListInventories", "s3:ListBucket", bucket);
        if (address.Key.Length > 0)
        {
            list["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["s3:prefix"] = $"{address.Prefix}*" } };
        }

        return new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                Statement("WriteReports", "s3:PutObject", $"{bucket}/{address.Prefix}*"),
                Statement("ReadInventories", "s3:GetObject", $"{bucket}/{address.Prefix}*"),
                list),
        }.ToJsonString(Indented);
    }

    private static JsonObject Statement(string id, string action, string resource) => new()
    {
        ["Sid"] = id,
        ["Effect"] = "Allow",
        ["Action"] = action,
        ["Resource"] = resource,
    };
}
