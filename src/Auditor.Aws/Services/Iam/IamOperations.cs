using Auditor.Aws.Operations;
using Auditor.Aws.Services.Iam.Wire;

namespace Auditor.Aws.Services.Iam;

/// <summary>Reads of IAM: who may invoke or change APIs.</summary>
internal static class IamOperations
{
    public static Service Service { get; } = new(
        "IAM", "iam", "iam", WireProtocol.QueryXml, "2010-05-08")
    { IsGlobal = true, RequestsPerSecond = 5 };

    public static Operation<AuthorizationDetails> GetAccountAuthorizationDetails { get; } = new(
        Service, "GetAccountAuthorizationDetails", IamJson.Default.AuthorizationDetails)
    {
        Action = "iam:GetAccountAuthorizationDetails",
        Resource = "*",
        Feeds = "Identity policies that let somebody invoke or change APIs.",
        Cost = "once for the account, 1 for each 1,000 users, groups, roles and policies",
        Lost = "Who may call or change every API by IAM.",
        Paging = new("Marker", page => page.Marker) { SizeMember = "MaxItems", Size = 1000 },
    };

    public static ImmutableArray<Operation> All { get; } = [GetAccountAuthorizationDetails];
}
