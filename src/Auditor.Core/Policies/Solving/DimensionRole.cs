namespace Auditor.Core.Policies.Solving;

/// <summary>Who picks the value along a dimension.</summary>
internal enum DimensionRole
{
    /// <summary>Somebody of the class of callers can be found who has it.</summary>
    Chosen,

    /// <summary>The caller writes it into the request.</summary>
    Spoofable,

    /// <summary>Nobody that we know of: it is what it is.</summary>
    Unknown,
}
