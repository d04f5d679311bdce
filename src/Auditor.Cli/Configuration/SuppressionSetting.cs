using System.Collections.Immutable;
using Auditor.Core.Findings;

namespace Auditor.Cli.Configuration;

/// <summary>A suppression as the file says it: its rules are names that still have to be looked up.</summary>
internal sealed record SuppressionSetting(SuppressionEntry Entry, ImmutableArray<Sourced<string>> Rules);
