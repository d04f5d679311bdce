namespace Auditor.Reports;

/// <summary>Reports could not be written; the message says why and what to do, as sentences for people.</summary>
public sealed class ReportException(string message, Exception? inner = null) : Exception(message, inner);
