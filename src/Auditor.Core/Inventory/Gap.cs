namespace Auditor.Core.Inventory;

/// <summary>Something that could not be read, and what is lost by it.</summary>
public sealed record Gap
{
    /// <summary>The operation that failed, as IAM and CloudTrail name it: <c>apigateway:GetStages</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The error code, <c>AccessDeniedException</c>; or a word of ours when there was no answer, <c>Timeout</c>.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence: what happened, and what to do about it.</summary>
    public required string Message { get; init; }

    /// <summary>What it was asked about: the ARN or name of the thing, or the Region.</summary>
    public required string Target { get; init; }

    /// <summary>One sentence that says what could therefore not be assessed.</summary>
    public required string Lost { get; init; }
}
