using System.Text.Json;
using Auditor.Aws.Operations;
using Auditor.Core.Text;

namespace Auditor.Aws.Permissions;

/// <summary>The IAM policy that a set of operations needs, and nothing more.</summary>
public static class PermissionPolicy
{
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
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonStyle.ReadableWriter))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", "2012-10-17");
            writer.WriteStartArray("Statement");
            foreach (var statement in scoped.Concat(unscoped))
            {
                writer.WriteStartObject();
                writer.WriteString("Effect", "Allow");
                Write(writer, "Action", statement.Actions);
                Write(writer, "Resource", statement.Resources);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    // Private domains and who may use them have the account in their ARN, the others nothing: a star stands for both.
    private static string Arn(string partition, string path) =>
        $"arn:{partition}:apigateway:*:{(path.StartsWith("/domainnames/", StringComparison.Ordinal) || path.StartsWith("/domainnameaccessassociations", StringComparison.Ordinal) ? "*" : "")}:{path}";

    private static ImmutableArray<string> Actions(IEnumerable<Operation> operations) => Distinct(operations.Select(operation => operation.Action).OfType<string>());

    private static ImmutableArray<string> Distinct(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void Write(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
