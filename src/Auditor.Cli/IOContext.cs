using Auditor.Aws.Names;
using Auditor.Storage;

namespace Auditor.Cli;

/// <summary>The world around the command: what tests replace.</summary>
internal sealed record IOContext
{
    public required Stream Input { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public required int Width { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What relative paths on the command line are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Who is asked whether host names exist.</summary>
    public required HostLookup Hosts { get; init; }

    /// <summary>Opens S3, for who names a place in it.</summary>
    public required Func<StorageAccess, IObjectStore> OpenStorage { get; init; }

    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);
}
