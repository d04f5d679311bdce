using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Throttling;

/// <summary>The limits of AWS, by account, Region, service and operation.</summary>
internal sealed class Limits(TimeProvider clock, FakeThrottling throttling)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Null when the request may pass, else how long until it could.</summary>
    public TimeSpan? Take(string account, string region, string service, string operation)
    {
        if (!throttling.Enforced)
        {
            return null;
        }

        var taken = new List<TokenBucket>();
        foreach (var (name, rate, burst) in Of(service, operation))
        {
            var others = name == "apigateway" ? throttling.OthersRate : 0;
            var bucket = _buckets.GetOrAdd($"{account}/{region}/{name}", _ => new TokenBucket(clock, rate, burst, others));
            if (bucket.Take() is { } wait)
            {
                taken.ForEach(other => other.Return());
                return wait;
            }

            taken.Add(bucket);
        }

        return null;
    }

    private static ImmutableArray<(string Name, double Rate, double Burst)> Of(
        string service, string operation) => (service, operation) switch
        {
            // B.1: all management operations together 10/s with a burst of 40, GetResources 5 per 2 s as well.
            ("apigateway", "GetResources") => [("apigateway", 10, 40), ("apigateway GetResources", 2.5, 5)],
            ("apigateway", _) => [("apigateway", 10, 40)],

            // B.4.
            ("wafv2", _) => [($"wafv2 {operation}", 5, 5)],

            // B.3.
            ("monitoring", "GetMetricData") => [("monitoring GetMetricData", 50, 50)],
            ("monitoring", "ListMetrics") => [("monitoring ListMetrics", 25, 25)],
            ("monitoring", "DescribeAlarms") => [("monitoring DescribeAlarms", 9, 9)],

            // ACM's quotas page (B.5 has none of it).
            ("acm", "DescribeCertificate") => [("acm DescribeCertificate", 10, 10)],

            // B.5: not published for Config, IAM, STS and Organizations.
            _ => [],
        };
}
