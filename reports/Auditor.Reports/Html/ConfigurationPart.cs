namespace Auditor.Reports.Html;

/// <summary>Some lines of a configuration.</summary>
/// <param name="Text">The lines.</param>
/// <param name="IsMarked">Whether a finding rests on them.</param>
internal sealed record ConfigurationPart(string Text, bool IsMarked);
