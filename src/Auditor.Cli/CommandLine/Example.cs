namespace Auditor.Cli.CommandLine;

/// <summary>A command line to copy.</summary>
internal sealed record Example(string What, string CommandLine);
