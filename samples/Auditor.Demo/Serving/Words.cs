using System.Text.RegularExpressions;

namespace Auditor.Demo.Serving;

/// <summary>The words of API Gateway for the inventory's kinds of things.</summary>
internal static partial class Words
{
    /// <summary>CognitoUserPools is COGNITO_USER_POOLS.</summary>
    public static string Upper<T>(T value)
        where T : struct, Enum => Hump().Replace(value.ToString(), "_$0").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
