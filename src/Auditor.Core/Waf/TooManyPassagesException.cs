namespace Auditor.Core.Waf;

/// <summary>Thrown when rules cut requests into more pieces than are followed.</summary>
internal sealed class TooManyPassagesException() : Exception("The rules of the web ACL cut requests into too many pieces.");
