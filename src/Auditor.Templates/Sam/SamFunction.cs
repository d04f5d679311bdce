using Auditor.Core.Findings;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>AWS::Serverless::Function</c> makes besides its routes: the function, its alias, its address, its role.</summary>
internal static class SamFunction
{
    public static IEnumerable<Resource> Of(Resource function)
    {
        yield return function with { Type = "AWS::Lambda::Function" };
        if (AliasId(function) is { } alias)
        {
            var at = function["AutoPublishAlias"]?.Place ?? function.Place;
            yield return new(
                alias, "AWS::Lambda::Alias", Map(at, ("Name", function["AutoPublishAlias"]), ("FunctionName", Ref(at, function.Id))), at)
            { Path = $"{function.Path}/Properties/AutoPublishAlias" };
        }

        if (function["FunctionUrlConfig"] is MapValue address)
        {
            var at = address.Place;
            yield return new(
                $"{function.Id}Url",
                "AWS::Lambda::Url",
                Map(at, ("TargetFunctionArn", Name(function, at)), ("AuthType", address["AuthType"]), ("Cors", address["Cors"])),
                at)
            { Path = $"{function.Path}/Properties/FunctionUrlConfig" };
            if (Literal(address["AuthType"]) is "NONE")
            {
                foreach (var permission in PublicFunctionUrl.Permissions(function.Id, Name(function, at), at))
                {
                    yield return permission;
                }
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

    /// <summary>The id of the alias that <c>AutoPublishAlias</c> makes.</summary>
    public static string? AliasId(Resource function) =>
        Literal(function["AutoPublishAlias"]) is { Length: > 0 } name ? $"{function.Id}Alias{name}" : null;

    /// <summary>What permissions and integrations name: the function, or the alias in its place.</summary>
    public static TextValue Name(Resource function, SourcePlace place) => Ref(place, AliasId(function) ?? function.Id);

    /// <summary>The ARN of the function, or of the alias in its place.</summary>
    public static TextValue Target(Resource function, SourcePlace place) =>
        AliasId(function) is { } alias ? Ref(place, alias) : Ref(place, function.Id, "Arn");
}
