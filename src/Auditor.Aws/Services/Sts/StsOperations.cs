using Auditor.Aws.Operations;
using Auditor.Aws.Services.Sts.Wire;

namespace Auditor.Aws.Services.Sts;

/// <summary>Reads of the token service: whose the credentials are.</summary>
internal static class StsOperations
{
    public static Service Service { get; } = new(
        "STS", "sts", "sts", WireProtocol.QueryXml, "2011-06-15")
    { HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 5 };

    public static Operation<CallerIdentity> GetCallerIdentity { get; } = new(Service, "GetCallerIdentity", StsJson.Default.CallerIdentity)
    {
        Action = null,
        Resource = "*",
        Feeds = "Which account is being read.",
        Cost = "1",
        Lost = "Everything: there is no scan without it.",
    };

    public static ImmutableArray<Operation> All { get; } = [GetCallerIdentity];
}
