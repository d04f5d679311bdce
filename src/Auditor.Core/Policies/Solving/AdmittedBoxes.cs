namespace Auditor.Core.Policies.Solving;

/// <summary>What one statement lets in and no Deny takes away.</summary>
/// <param name="Statement">The Allow; null where nothing is asked but that no Deny stops a request.</param>
/// <param name="Boxes">The requests.</param>
internal sealed record AdmittedBoxes(StatementModel? Statement, BoxList Boxes);
