namespace Auditor.Samples.Building;

/// <summary>The log groups that stages write to.</summary>
internal static class LogGroups
{
    private const int Kept = 400;

    /// <summary>Every group that a stage names, kept for a good year.</summary>
    public static ImmutableArray<LogGroup> Of(IEnumerable<Api> apis) =>
    [
        .. apis.SelectMany(api => api.Stages.Value)
            .Select(stage => stage.AccessLog?.DestinationArn)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(arn => new LogGroup { Arn = arn, Settings = new LogGroupSettings { RetentionDays = Kept } }),
    ];

    /// <summary>Replaces the settings of a group; <see langword="null"/> for one that is gone.</summary>
    public static ImmutableArray<LogGroup> But(this ImmutableArray<LogGroup> groups, string name, LogGroupSettings? settings) =>
        [.. groups.Select(group => group.Arn.EndsWith($"/{name}", StringComparison.Ordinal) ? group with { Settings = settings } : group)];
}
