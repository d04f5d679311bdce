namespace Auditor.Testing.Rules;

/// <summary>On the tests of a rule about who can call an API, or what becomes of calls: where nobody can, it has to be quiet.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AboutCallersAttribute : Attribute;
