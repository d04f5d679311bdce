using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>AWS::Serverless::Function</c> makes besides its routes: the function, its address, its role.</summary>
internal static class SamFunction
{
    public static IEnumerable<Resource> Of(Resource function)
    {
        yield return function with { Type = "AWS::Lambda::Function" };
        if (function["FunctionUrlConfig"] is MapValue address)
        {
            var at = address.Place;
            yield return new(
                $"{function.Id}Url",
                "AWS::Lambda::Url",
                Map(at, ("TargetFunctionArn", Ref(at, function.Id)), ("AuthType", address["AuthType"]), ("Cors", address["Cors"])),
                at)
            { Path = $"{function.Path}/Properties/FunctionUrlConfig" };
            if (Literal(address["AuthType"]) is "NONE")
            {
                yield return new($"{function.Id}UrlPublicPermissions", "AWS::Lambda::Permission", Map(at,
                    ("FunctionName", Ref(at, function.Id)), ("Action", Text(at, "lambda:InvokeFunctionUrl")), ("Principal", Text(at, "*")), ("FunctionUrlAuthType", Text(at, "NONE"))), at);
                yield return new($"{function.Id}URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", Map(at,
                    ("FunctionName", Ref(at, function.Id)), ("Action", Text(at, "lambda:InvokeFunction")), ("Principal", Text(at, "*")), ("InvokedViaFunctionUrl", Text(at, "true"))), at);
            }
        }

        var documents = (function["Policies"]?.Items ?? []).OfType<MapValue>().Where(policy => policy["Statement"] is not null).ToList();
        if (function["Role"] is null && documents.Count > 0)
        {
            var place = function.Place;
            yield return new($"{function.Id}Role", "AWS::IAM::Role", Map(place, ("Policies", new ListValue(place,
            [
                .. documents.Select((policy, index) => Map(
                    policy.Place,
                    ("PolicyName", Text(policy.Place, FormattableString.Invariant($"{function.Id}RolePolicy{index}"))),
                    ("PolicyDocument", policy))),
            ]))), place)
            { Path = $"{function.Path}/Properties/Policies" };
        }
    }
}
