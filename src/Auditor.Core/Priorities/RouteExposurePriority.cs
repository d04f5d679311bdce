using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;

namespace Auditor.Core.Priorities;

/// <summary>Ranks who can call a route, or reach a thing.</summary>
internal static class RouteExposurePriority
{
    private const int Unknown = 90;

    public static PriorityReason Of(Fact<RouteExposure> exposure) => exposure.Unknown is not null
        ? Reason(Unknown, "who can call it could not be told")
        : exposure.Value.Audience is Audience.Internet ? Of(exposure.Value.Credential) : Of(exposure.Value.Audience);

    public static PriorityReason Of(Fact<Audience> audience) => audience.Unknown is not null
        ? Reason(Unknown, "who can reach it could not be told")
        : Of(audience.Value);

    public static PriorityReason Of(Audience audience) => audience switch
    {
        Audience.Internet => Reason(100, "anyone on the internet"),
        Audience.OthersOrNetwork => Reason(65, "other accounts or given networks"),
        Audience.OwnVpcOrAccount => Reason(45, "the own VPC or account"),
        _ => Reason(30, "nobody can call it now"),
    };

    private static PriorityReason Of(Credential credential) => credential switch
    {
        Credential.None => Reason(100, "anyone on the internet, without credentials"),
        Credential.ApiKey => Reason(92, "anyone on the internet with an API key"),
        Credential.SecretHeader => Reason(88, "anyone on the internet with a header that only some know"),
        Credential.ClientCertificate => Reason(80, "anyone on the internet with a client certificate"),
        Credential.AuthorizerToken => Reason(80, "anyone on the internet with what the authorizer accepts"),
        _ => Reason(75, "anyone on the internet with a signature of an AWS principal"),
    };

    private static PriorityReason Reason(int percent, string text) => new(PriorityFactor.Exposure, percent, text);
}
