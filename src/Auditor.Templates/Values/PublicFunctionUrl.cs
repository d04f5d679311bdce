using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>
/// The permissions that SAM and Terraform's provider add to a function whose URL asks nobody: without them the URL refuses everybody
/// (AWS: "Control access to Lambda function URLs").
/// </summary>
internal static class PublicFunctionUrl
{
    public static IEnumerable<Resource> Permissions(string id, Value function, SourcePlace at)
    {
        yield return Permission($"{id}UrlPublicPermissions", function, at, "lambda:InvokeFunctionUrl", "FunctionUrlAuthType", "NONE");
        yield return Permission($"{id}URLInvokeAllowPublicAccess", function, at, "lambda:InvokeFunction", "InvokedViaFunctionUrl", "true");
    }

    private static Resource Permission(string id, Value function, SourcePlace at, string action, string condition, string value) =>
        new(id, "AWS::Lambda::Permission", new(at,
        [
            new("FunctionName", at, function), new("Action", at, TextValue.Of(at, action)), new("Principal", at, TextValue.Of(at, "*")),
            new(condition, at, TextValue.Of(at, value)),
        ]), at);
}
