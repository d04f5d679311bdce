using Auditor.Core.Findings;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What lets API Gateway call the function of an authorizer.</summary>
internal static class SamAuthorizerPermission
{
    public static Resource Of(Resource api, string id, Value function, SourcePlace place) => new(id, "AWS::Lambda::Permission", Map(place,
        ("FunctionName", function),
        ("Action", Text(place, "lambda:InvokeFunction")),
        ("Principal", Text(place, "apigateway.amazonaws.com")),
        ("SourceArn", Execution(place, Ref(place, api.Id), "/authorizers/*"))), place)
    { Path = $"{api.Path}/Properties/Auth" };
}
