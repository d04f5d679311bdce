namespace Auditor.Reports;

/// <summary>Reports could not be written; the message says why and what to do, as sentences for people.</summary>
#pragma warning disable CA1032 // Made only with a message for people.
public sealed class ReportException(string message, Exception? inner = null) : Exception(message, inner);
#pragma warning restore CA1032
