namespace Auditor.Testing.FakeAws;

/// <summary>A call that reached the fake, in the order in which it came.</summary>
public sealed record FakeCall(int Number, string Service, string Operation, string Method, string Path, string Query)
{
    public required DateTimeOffset Time { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required string AccessKeyId { get; init; }

    public required string UserAgent { get; init; }

    /// <summary>
    /// As <see cref="Service"/>, but apigatewayv2 for the HTTP and WebSocket APIs: both have a GetStages and a GetAuthorizers.
    /// </summary>
    public string ServiceId => Service == "apigateway" && Path.StartsWith("/v2/", StringComparison.Ordinal) ? "apigatewayv2" : Service;

    /// <summary>0 until answered, and when the connection was reset.</summary>
    public int Status { get; init; }

    public string? ErrorCode { get; init; }

    /// <summary>AWS has no such operation, the fake does not know it, or a query parameter does not belong to it.</summary>
    public string? Problem { get; init; }

    /// <summary>It would have changed something.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Short, for a list of calls in a test: <c>GetStages /restapis/abc/stages</c>.</summary>
    public override string ToString() => Query.Length == 0 ? $"{Operation} {Path}" : $"{Operation} {Path}?{Query}";
}
