namespace Auditor.Core.Compliance;

/// <summary>What a run says about a control, worst first.</summary>
public enum ControlVerdict
{
    /// <summary>One thing at least does not hold it.</summary>
    Failed,

    /// <summary>Nothing is known to fail, and something could not be read.</summary>
    CouldNotTell,

    /// <summary>What does not hold it, somebody accepts.</summary>
    Excepted,

    /// <summary>Everything that it is about was looked at and holds it.</summary>
    Passed,

    /// <summary>Of a list of weaknesses: rules looked for it, and nothing was found, which is no proof that it is not there.</summary>
    NothingFound,

    /// <summary>There is nothing that it is about.</summary>
    NotApplicable,

    /// <summary>No rule that ran gives evidence for it.</summary>
    NotAssessed,
}
