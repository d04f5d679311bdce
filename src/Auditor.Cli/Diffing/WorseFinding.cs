using System.Collections.Immutable;
using Auditor.Core.Findings;

namespace Auditor.Cli.Diffing;

/// <summary>A finding that both runs have, and that is worse in the later one.</summary>
/// <param name="Finding">As the later run has it.</param>
/// <param name="Worse">What is worse, each in a few words.</param>
internal sealed record WorseFinding(PastFinding Finding, ImmutableArray<string> Worse);
