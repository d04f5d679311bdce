namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>A read that moto refuses: the scan goes on and names it.</summary>
public sealed record ExpectedGap(string Operation, IReadOnlyList<string> Apis, string Why);
