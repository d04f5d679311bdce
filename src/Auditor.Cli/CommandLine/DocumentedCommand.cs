using System.Collections.Immutable;
using System.CommandLine;

namespace Auditor.Cli.CommandLine;

/// <summary>A command whose help has examples.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work, each with what it does.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];

    /// <summary>What its exit codes mean, where it is not the usual; lines of the help.</summary>
    public string? ExitCodes { get; init; }
}
