using Auditor.Core.Findings;

namespace Auditor.Reports.Html;

/// <summary>What became of a finding since an earlier run, or that somebody suppressed it, as it is shown.</summary>
/// <param name="Key">In class names, filters and the address's fragment.</param>
/// <param name="Label">The word.</param>
internal sealed record StatusLook(string Key, string Label)
{
    public static StatusLook New { get; } = new("new", "New");

    public static StatusLook Worsened { get; } = new("worsened", "Worse");

    public static StatusLook FirstAssessed { get; } = new("first", "Not looked at before");

    public static StatusLook Unchanged { get; } = new("unchanged", "Unchanged");

    public static StatusLook Suppressed { get; } = new("suppressed", "Suppressed");

    public static StatusLook Absent { get; } = new("absent", "Fixed");

    public static StatusLook NotReread { get; } = new("unread", "Not read again");

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<StatusLook> All { get; } = [New, Worsened, FirstAssessed, Unchanged, Absent, NotReread, Suppressed];

    /// <summary>What a finding of this run is; <see langword="null"/> when it counts and there is nothing to measure it against.</summary>
    public static StatusLook? Of(Finding finding) => (finding.Suppression, finding.Status) switch
    {
        ({ }, _) => Suppressed,
        (_, FindingStatus.New) => New,
        (_, FindingStatus.Worsened) => Worsened,
        (_, FindingStatus.FirstAssessed) => FirstAssessed,
        (_, FindingStatus.Unchanged) => Unchanged,
        _ => null,
    };
}
