using System.CommandLine;

namespace Auditor.Cli.CommandLine;

/// <summary>Where a command that writes one text writes it.</summary>
internal sealed class OutputFileOption : Option<string?>
{
    public OutputFileOption()
        : base("--output", "-o")
    {
        Description = "Write to this file [default: standard output]";
        HelpName = "file";
    }
}
