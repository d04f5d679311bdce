using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Throttling;

/// <summary>The limit that all APIs of an account share in a Region.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="Burst">Requests at once.</param>
public sealed record AccountLimit(double Rate, double Burst)
{
    /// <summary>The requests per second that API Gateway writes into settings of which somebody touched another member.</summary>
    public const double FilledInRate = 10_000;

    /// <summary>The burst that it writes there.</summary>
    public const double FilledInBurst = 5_000;

    // Amazon API Gateway quotas: everywhere else 10000 and 5000.
    private static readonly ImmutableHashSet<string> SmallerRegions =
    [
        "af-south-1", "eu-south-1", "ap-southeast-3", "me-central-1", "ap-south-2", "ap-southeast-4", "eu-south-2", "eu-central-2",
        "il-central-1", "ca-west-1", "ap-southeast-5", "ap-southeast-7", "mx-central-1",
    ];

    /// <summary>What the account's settings say; what AWS gives new accounts where they say nothing or could not be read.</summary>
    public static AccountLimit Of(Scope scope)
    {
        var settings = scope.Settings.IsKnown ? scope.Settings.Value : null;
        var (rate, burst) = SmallerRegions.Contains(scope.Region) ? (2_500, 1_250) : (10_000, 5_000);
        return new(settings?.ThrottleRate ?? rate, settings?.ThrottleBurst ?? burst);
    }

    /// <summary>Whether a limit leaves the other APIs something: it is lower than the account's own.</summary>
    public bool IsAbove(double? rate, double? burst) => rate < Rate || burst < Burst;

    /// <summary>Whether the limit of a stage leaves the other APIs something.</summary>
    public bool IsAbove(RouteLimit limit) => IsAbove(limit.Rate, limit.Burst);

    /// <summary>Whether the limit of a usage plan does; none is none.</summary>
    public bool IsAbove(Throttle? throttle) => throttle is not null && IsAbove(throttle.Rate, throttle.Burst);

    /// <summary>For evidence: the numbers, and that they are a default where the account's own could not be read.</summary>
    public string Describe(Scope scope)
    {
        var origin = scope.Settings.IsKnown ? "" : " (AWS's default: the account's settings could not be read)";
        return FormattableString.Invariant($"{Rate} requests per second, burst {Burst}{origin}");
    }
}
