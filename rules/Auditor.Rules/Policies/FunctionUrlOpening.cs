namespace Auditor.Rules.Policies;

/// <summary>How far a function's policy opens the function's own address to everyone.</summary>
internal enum FunctionUrlOpening
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It allows the address and not the function, which was enough once.</summary>
    AddressAlone,

    /// <summary>It allows both.</summary>
    Both,
}
