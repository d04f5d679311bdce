namespace Auditor.Core.Rules;

/// <summary>An assembly's rules cannot be used; the message says which and why.</summary>
public sealed class RuleCatalogueException(string message) : Exception(message);
