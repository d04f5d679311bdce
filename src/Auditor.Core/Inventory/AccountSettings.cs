namespace Auditor.Core.Inventory;

/// <summary>What <c>GET /account</c> answers.</summary>
public sealed record AccountSettings
{
    /// <summary>The role with which API Gateway writes logs; <see langword="null"/> when none is set.</summary>
    public string? CloudWatchRoleArn { get; init; }

    /// <summary>Requests at once that the whole account may make in the Region.</summary>
    public double? ThrottleBurst { get; init; }

    /// <summary>Requests per second that the whole account may make in the Region.</summary>
    public double? ThrottleRate { get; init; }
}
