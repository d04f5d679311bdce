namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>A read that moto refuses: the scan goes on and names it.</summary>
/// <param name="Operation">As gaps name it.</param>
/// <param name="Of">The names of what it was asked about, each in a gap of its own.</param>
/// <param name="Why">The reason.</param>
public sealed record ExpectedGap(string Operation, IReadOnlyList<string> Of, string Why);
