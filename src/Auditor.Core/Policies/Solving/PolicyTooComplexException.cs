namespace Auditor.Core.Policies.Solving;

/// <summary>A policy whose exact answer would cost too much: the verdict is then "depends", never a guess.</summary>
internal sealed class PolicyTooComplexException(string what) : Exception(what);
