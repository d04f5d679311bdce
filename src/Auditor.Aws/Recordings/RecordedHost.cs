namespace Auditor.Aws.Recordings;

/// <summary>What DNS said of a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Exists">Null where that could not be found out.</param>
/// <param name="Because">Why it could not.</param>
/// <param name="Code">The code of that.</param>
public sealed record RecordedHost(string Name, bool? Exists, string? Because = null, string? Code = null);
