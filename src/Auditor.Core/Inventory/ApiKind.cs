namespace Auditor.Core.Inventory;

/// <summary>The three kinds of API that API Gateway has.</summary>
public enum ApiKind
{
    /// <summary>A REST API (v1 control plane).</summary>
    Rest,

    /// <summary>An HTTP API (v2 control plane).</summary>
    Http,

    /// <summary>A WebSocket API (v2 control plane).</summary>
    WebSocket,
}
