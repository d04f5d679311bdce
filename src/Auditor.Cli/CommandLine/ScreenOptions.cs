using System.CommandLine;

namespace Auditor.Cli.CommandLine;

/// <summary>How much every command says.</summary>
internal sealed class ScreenOptions
{
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print nothing but errors", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Print all findings and gaps, the calls to AWS by "
        + "operation, and stack traces of internal errors",
        Recursive = true
    };

    public Option<bool> WorldReadable { get; } = new("--world-readable")
    {
        Description = "Let other users of this machine read what is "
        + "written: files hold data of accounts, and usually only you may",
        Recursive = true
    };

    public void AddTo(Command command)
    {
        command.Add(Quiet);
        command.Add(Verbose);
        command.Add(WorldReadable);
    }
}
