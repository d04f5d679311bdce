namespace Auditor.Core.Findings;

/// <summary>What a priority is made of, in the order in which its reasons are given.</summary>
public enum PriorityFactor
{
    /// <summary>How bad it is wherever it stands.</summary>
    Severity,

    /// <summary>Who can call what it is about, and what they have to show.</summary>
    Exposure,

    /// <summary>What a call does: reads or writes, administers, makes AWS act under a role.</summary>
    Action,

    /// <summary>Whether anybody calls it.</summary>
    Traffic,

    /// <summary>What stands in front of it: a web ACL, a limit on requests.</summary>
    Protection,

    /// <summary>Whether it is production, by its tags or by the name of its stage.</summary>
    Environment,
}
