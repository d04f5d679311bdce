namespace Auditor.Rules.Policies;

/// <summary>The source ARNs under which API Gateway calls a Lambda function.</summary>
/// <remarks>
/// API Gateway developer guide, "Control access to a REST API with IAM permissions":
/// <c>arn:aws:execute-api:{region}:{account}:{api}/{stage}/{verb}/{path}</c>, and <c>{api}/authorizers/{id}</c> for authorizers.
/// </remarks>
internal static class LambdaSource
{
    private const string Unnamed = "x7q";

    private static readonly string[] Verbs = ["GET", "POST"];

    /// <summary>A call that a pattern of sources may mean; <see langword="null"/> where it can mean none.</summary>
    public static string? Call(string pattern)
    {
        if (pattern.Split(':', 6) is not [var arn, var partition, "execute-api", var region, var account, var target])
        {
            return null;
        }

        // Without a wildcard at its end it is what is written there; with one it goes on to stage, verb and path.
        var parts = target.Split('/');
        var rest = parts.Length < 4 && parts[^1].Contains('*', StringComparison.Ordinal) && parts is not [_, "authorizers", ..]
            ? Enumerable.Repeat(Unnamed, 4 - parts.Length)
            : [];
        var filled = parts.Select(Filled).Concat(rest).ToList();
        return filled.Count < 3 ? null : $"{arn}:{partition}:execute-api:{Filled(region)}:{Filled(account)}:{string.Join('/', filled)}";
    }

    /// <summary>Calls for a stage and a path that nobody named, each with another verb.</summary>
    public static IEnumerable<string> AnyRoute(string partition, string region, string account, string api) =>
        Verbs.Select(verb => $"arn:{partition}:execute-api:{region}:{account}:{api}/{Unnamed}/{verb}/{Unnamed}/{Unnamed}");

    private static string Filled(string part) => part.Replace("*", Unnamed, StringComparison.Ordinal).Replace('?', 'x');
}
