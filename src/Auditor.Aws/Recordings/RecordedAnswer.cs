using System.Text.Json.Nodes;

namespace Auditor.Aws.Recordings;

/// <summary>One request to AWS, without who signed it, and what came back.</summary>
public sealed record RecordedAnswer
{
    /// <summary>The role that asked; empty for the identity that the command ran with.</summary>
    public string Identity { get; init; } = "";

    public required string Region { get; init; }

    /// <summary>The SDK's id of the service: two of API Gateway's have operations of the same names.</summary>
    public required string Service { get; init; }

    /// <summary>As gaps name it, <c>apigateway:GetStages</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What it was asked about. Two requests are the same when these are.</summary>
    public required JsonObject Arguments { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Query { get; init; }

    /// <summary>Null where nothing came back.</summary>
    public int? Status { get; init; }

    /// <summary>The headers that change what an answer means.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string? Body { get; init; }

    /// <summary>Whether the connection ended before the body did.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why nothing came back; null where something did.</summary>
    public RecordedFailure? Failure { get; init; }
}
