namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>A package whose files are in what people get, as its own manifest describes it.</summary>
internal sealed record ShippedPackage(string Name, string Copyright, string Licence, string Address);
