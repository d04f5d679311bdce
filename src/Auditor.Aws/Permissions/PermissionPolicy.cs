using System.Text.Json;
using Auditor.Aws.Operations;
using Auditor.Core.Text;

namespace Auditor.Aws.Permissions;

/// <summary>The IAM policy that a set of operations needs, and nothing more.</summary>
public static class PermissionPolicy
{
    // IAM's members begin with capitals.
    private static readonly PolicyJsonContext Readable = new(new(JsonStyle.Readable) { PropertyNamingPolicy = null });

    /// <summary>The policy as JSON, the same for the same operations whatever their order.</summary>
    /// <param name="operations">The operations that will be called.</param>
    /// <param name="partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
    public static string For(IEnumerable<Operation> operations, string partition)
    {
        var permissions = operations.Where(operation => operation.Action is not null).ToArray();
        var scoped = permissions
            .Where(operation => operation.Resource is not "*")
            .GroupBy(operation => operation.Action, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Actions: Actions(group), Resources: Distinct(group.Select(operation => Arn(partition, operation.Resource)))));
        var unscoped = permissions
            .Where(operation => operation.Resource is "*")
            .GroupBy(operation => operation.Resource, StringComparer.Ordinal)
            .Select(group => (Actions: Actions(group), Resources: Distinct(["*"])));
        var policy = new PolicyRecord(
            "2012-10-17",
            [.. scoped.Concat(unscoped).Select(statement => new StatementRecord("Allow", statement.Actions, statement.Resources))]);
        return JsonSerializer.Serialize(policy, Readable.PolicyRecord);
    }

    // Private domains and who may use them have the account in their ARN, the others nothing: a star stands for both.
    private static string Arn(string partition, string path) =>
        $"arn:{partition}:apigateway:*:{(path.StartsWith("/domainnames/", StringComparison.Ordinal) || path.StartsWith("/domainnameaccessassociations", StringComparison.Ordinal) ? "*" : "")}:{path}";

    private static ImmutableArray<string> Actions(IEnumerable<Operation> operations) =>
        Distinct(operations.Select(operation => operation.Action).OfType<string>());

    private static ImmutableArray<string> Distinct(IEnumerable<string> values) =>
        [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
