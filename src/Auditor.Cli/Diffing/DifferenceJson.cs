using System.Text.Json;
using Auditor.Core.Text;
using Auditor.Reports.Json;

namespace Auditor.Cli.Diffing;

/// <summary>Tells programs what is different.</summary>
internal static class DifferenceJson
{
    private static readonly DifferenceJsonContext Readable = new(new(JsonStyle.Readable));

    public static string Of(Difference difference) => $"{JsonSerializer.Serialize(Record(difference), Readable.DifferenceRecord)}\n";

    private static DifferenceRecord Record(Difference difference) => new()
    {
        Before = difference.Before,
        After = difference.After,
        Different = difference.IsDifferent,
        Incomplete = difference.IsIncomplete,
        Findings = new()
        {
            New = [.. difference.New.Select(PastFindingRecord.Of)],
            Worsened = [.. difference.Worsened.Select(worse => PastFindingRecord.Of(worse.Finding) with { Worse = worse.Worse })],
            Gone = [.. difference.Gone.Select(PastFindingRecord.Of)],
            FirstAssessed = [.. difference.FirstAssessed.Select(PastFindingRecord.Of)],
            NotReread = [.. difference.NotReread.Select(PastFindingRecord.Of)],
        },
        Configuration = difference.Configuration is { } changes ? [.. changes.Select(Change)] : null,
    };

    private static ConfigurationChangeRecord Change(ConfigurationChange change) => new(
        JsonNamingPolicy.CamelCase.ConvertName($"{change.Kind}"),
        change.Account,
        Absent.IfEmpty(change.Region),
        change.Thing,
        Absent.IfEmpty(change.Property),
        Absent.IfEmpty(change.Before),
        Absent.IfEmpty(change.After));
}
