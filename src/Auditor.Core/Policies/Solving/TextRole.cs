namespace Auditor.Core.Policies.Solving;

/// <summary>What matching some predicates means for whoever looks for a text.</summary>
internal enum TextRole
{
    /// <summary>A text has to match one of them.</summary>
    Required,

    /// <summary>A text must match none of them.</summary>
    Forbidden,

    /// <summary>A text that matches one of them is as good or better.</summary>
    Wanted,

    /// <summary>A text that matches none of them is as good or better.</summary>
    Unwanted,
}
