using Auditor.Core.Findings;
using Auditor.Core.Fixes;

namespace Auditor.Cli.Fixing;

/// <summary>A finding, and what makes it go away.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Fix">Its fix.</param>
internal sealed record FixedFinding(Finding Finding, Fix Fix);
