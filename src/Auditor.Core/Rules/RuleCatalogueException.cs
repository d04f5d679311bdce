namespace Auditor.Core.Rules;

/// <summary>An assembly's rules cannot be used; the message says which and why.</summary>
#pragma warning disable CA1032 // Made only with a message for people.
public sealed class RuleCatalogueException(string message) : Exception(message);
#pragma warning restore CA1032
