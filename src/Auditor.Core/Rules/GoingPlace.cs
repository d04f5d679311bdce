using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>An account in a Region that goes from memory when everything was asked about it.</summary>
/// <param name="scope">The account in a Region.</param>
/// <param name="outline">What stays of it.</param>
/// <param name="keep">Adds to a finding what has to be known of it then.</param>
internal sealed class GoingPlace(Scope scope, Scope outline, Func<Finding, Finding> keep)
{
    private readonly OutlinedSubjects _subjects = new(scope, outline);
    private readonly SharedParts _parts = new();

    /// <summary>A finding that holds nothing of the place but its outline.</summary>
    public Finding Kept(Finding finding) => (keep(finding) with { Subject = _subjects.Of(finding.Subject) }).Sharing(_parts);

    /// <inheritdoc cref="Kept(Finding)"/>
    public MissingSubjects Kept(MissingSubjects missing) => missing with { Parent = _subjects.Of(missing.Parent) };

    /// <summary>Everything was asked.</summary>
    public void Go(ExposureMap exposure) => exposure.Release(scope, outline);
}
