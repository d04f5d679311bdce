using Auditor.Core.Findings;
using Auditor.Templates.Judging;

namespace Auditor.Templates.Changes;

/// <summary>
/// Keeps the findings that a change has to do with: by their own lines, or by those of a resource that decides about them.
/// </summary>
internal static class TouchedFindings
{
    public static JudgedTemplate Of(JudgedTemplate judged, ChangedLines changed) =>
        judged with { Findings = [.. judged.Findings.Where(finding => IsTouched(finding, judged, changed))] };

    private static bool IsTouched(Finding finding, JudgedTemplate judged, ChangedLines changed)
    {
        var resources = FindingPlaces.ResourcesAround(finding, judged.Inventory).ToList();
        // A plan is made anew each time; what it changes it says itself.
        return resources.Exists(resource => resource.FromPlan)
            ? resources.Exists(resource => !resource.IsUnchanged)
            : (finding.Source is { } source && changed.Touch(source)) || resources.Exists(resource => changed.Touch(resource.Place));
    }
}
