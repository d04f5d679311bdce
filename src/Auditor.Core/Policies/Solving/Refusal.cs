namespace Auditor.Core.Policies.Solving;

/// <summary>Why an Allow statement lets none of the callers in, from the least to the most it has to do with them.</summary>
internal enum Refusal
{
    OtherAction,
    OtherPrincipal,
    OtherResource,
    Condition,
    Conditions,
    Denied,
}
