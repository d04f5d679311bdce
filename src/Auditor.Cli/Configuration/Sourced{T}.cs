namespace Auditor.Cli.Configuration;

/// <summary>A value and where somebody wrote it, for messages.</summary>
/// <param name="Value">The value.</param>
/// <param name="Where"><c>auditor.yaml:3</c> or <c>--rule</c>.</param>
internal sealed record Sourced<T>(T Value, string Where);
