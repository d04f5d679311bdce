using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Cognito;

/// <summary>Cognito user pools (aws-facts.md A.1, A.5).</summary>
internal sealed class CognitoService : JsonRpcService
{
    public override string SigningName => "cognito-idp";

    protected override string TargetPrefix => "AWSCognitoIdentityProviderService";

    protected override string ActionPrefix => "cognito-idp";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["DescribeUserPool"] = DescribeUserPool,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    private static JsonObject DescribeUserPool(FakeRequest request, JsonObject input)
    {
        var pool = Pool(request, input);
        return Wire.Object(("UserPool", Wire.Object(
            ("Id", pool.Id),
            ("Name", pool.Name),
            ("Arn", $"arn:{request.Partition}:cognito-idp:{request.Region.Name}:{request.Account.Id}:userpool/{pool.Id}"),
            ("MfaConfiguration", pool.MfaConfiguration),
            ("AdminCreateUserConfig", Wire.Object(("AllowAdminCreateUserOnly", pool.AllowAdminCreateUserOnly))))));
    }

    private static FakeUserPool Pool(FakeRequest request, JsonObject input) =>
        request.Region.UserPools.FirstOrDefault(pool => pool.Id == input.Text("UserPoolId"))
            ?? throw NotFound($"User pool {input.Text("UserPoolId")} does not exist.");

    private static FakeAwsException NotFound(string message) => new(400, "ResourceNotFoundException", message);
}
