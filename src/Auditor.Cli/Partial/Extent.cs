namespace Auditor.Cli.Partial;

/// <summary>Where a line stands in a file, its line feed left out.</summary>
internal readonly record struct Extent(long Offset, long Length);
