namespace Auditor.Samples.Building;

/// <summary>CloudWatch alarms that call whoever is on duty.</summary>
internal static class Alarms
{
    /// <summary>An alarm on the server errors of each API, by the names that CloudWatch has for them.</summary>
    public static ImmutableArray<Alarm> OnErrorsOf(IEnumerable<Api> apis) =>
        [.. apis.Select(OnErrorsOf).DistinctBy(alarm => alarm.Name).OrderBy(alarm => alarm.Name, StringComparer.Ordinal)];

    /// <summary>An alarm that calls somebody.</summary>
    public static Alarm On(string name, string metric, string dimension, string value) => new()
    {
        Name = name,
        TellsSomebody = true,
        Metrics = [new() { Name = metric, Dimensions = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(dimension, value)]) }],
    };

    private static Alarm OnErrorsOf(Api api) => api.Kind switch
    {
        ApiKind.Rest => On($"{api.Name}-errors", "5XXError", "ApiName", api.Name),
        ApiKind.Http => On($"{api.Name}-errors", "5xx", "ApiId", api.Id),
        _ => On($"{api.Name}-errors", "IntegrationError", "ApiId", api.Id),
    };
}
