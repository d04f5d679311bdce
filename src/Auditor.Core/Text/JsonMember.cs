namespace Auditor.Core.Text;

/// <summary>Where a value stands in JSON.</summary>
/// <param name="Name">The member whose value it is; null at the top.</param>
/// <param name="Around">The member that the object around it is the value of.</param>
/// <param name="Called">What the object calls itself before it: <c>{"name": "DB_PASSWORD", "value": "..."}</c>.</param>
public readonly record struct JsonMember(string? Name, string? Around, string? Called);
