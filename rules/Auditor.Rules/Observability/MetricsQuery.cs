using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Rules.Observability;

/// <summary>
/// A query of CloudWatch Metrics Insights on API Gateway's metrics, on which an alarm can be set for many APIs at once (Create alarms on
/// Metrics Insights queries).
/// </summary>
internal static partial class MetricsQuery
{
    /// <summary>Whether a query takes in an API. What it asks in other words than a comparison is taken to be met.</summary>
    public static bool Watches(string query, Api api)
    {
        if (Select().Match(query) is not { Success: true } select
            || !ApiMetrics.MetricsOf(api).Contains(select.Groups["metric"].Value.Trim()))
        {
            return false;
        }

        var (name, value) = ApiMetrics.NameOf(api);
        if (Schema().Match(query) is { Success: true } schema)
        {
            ImmutableArray<string> dimensions = [.. schema.Groups["dimension"].Captures.Select(dimension => dimension.Value)];
            if (!dimensions.Contains(name) || !ApiMetrics.HasSet(api, dimensions))
            {
                return false;
            }
        }

        var conditions = Where().Match(query).Groups["conditions"].Value;
        return Either().IsMatch(conditions)
            || Comparison()
                .Matches(conditions)
                .All(comparison => Holds(
                    comparison.Groups["dimension"].Value,
                    comparison.Groups["value"].Value) == (comparison.Groups["operator"].Value is "="));

        bool Holds(string dimension, string expected) => dimension switch
        {
            "ApiName" or "ApiId" => dimension == name && expected == value,
            "Stage" => api.Stages.ValueOr([]).Any(stage => stage.Name == expected),
            _ => true,
        };
    }

    [GeneratedRegex(
        "\\bSELECT\\s+[A-Z]+\\(\\s*(\"(?<metric>[^\"]+)\"|(?<metric>[^\")\\s]+))\\s*\\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Select();

    [GeneratedRegex(
        "\\bSCHEMA\\(\\s*\"AWS/ApiGateway\"(\\s*,\\s*\"?(?<dimension>\\w+)\"?)*\\s*\\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Schema();

    [GeneratedRegex(
        "\\bWHERE\\b(?<conditions>.*?)(\\bGROUP\\s+BY\\b|\\bORDER\\s+BY\\b|\\bLIMIT\\b|$)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Where();

    [GeneratedRegex("\\bOR\\b|\\bNOT\\b|\\bIN\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Either();

    [GeneratedRegex(
        "\"?(?<dimension>\\w+)\"?\\s*(?<operator>!?=)\\s*'(?<value>[^']*)'",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
