namespace Auditor.Core.Metadata;

/// <summary>How sure a finding is: what it was judged from may be one step away from what callers meet.</summary>
public enum Confidence
{
    Low,
    Medium,
    High,
}
