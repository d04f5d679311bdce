using Auditor.Core.Inventory;

namespace Auditor.Reports.Html;

/// <summary>Kinds of API as API Gateway's console writes them.</summary>
internal static class KindName
{
    public static string Of(ApiKind kind) => kind switch
    {
        ApiKind.Rest => "REST",
        ApiKind.Http => "HTTP",
        _ => "WebSocket",
    };
}
