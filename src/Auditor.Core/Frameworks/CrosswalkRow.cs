using System.Collections.Immutable;

namespace Auditor.Core.Frameworks;

/// <summary>A requirement, and the controls of NIST SP 800-53 Revision 5 beside it.</summary>
/// <param name="Requirement">The requirement, in a few words.</param>
/// <param name="Nist">The controls' ids, as rules name them.</param>
public sealed record CrosswalkRow(FrameworkControl Requirement, ImmutableArray<string> Nist);
