using System.Collections.Immutable;

namespace Auditor.Core.Frameworks;

/// <summary>
/// What somebody published about which controls of NIST SP 800-53 Revision 5 a framework's requirements have in common with it.
/// </summary>
/// <param name="Framework">The framework's id.</param>
/// <param name="Title">The framework's name.</param>
/// <param name="Source">The document, its version and the table.</param>
/// <param name="NotDerived">What of the framework is not here, and why.</param>
/// <param name="Rows">Its requirements that have one in common.</param>
public sealed record Crosswalk(string Framework, string Title, string Source, string NotDerived, ImmutableArray<CrosswalkRow> Rows);
