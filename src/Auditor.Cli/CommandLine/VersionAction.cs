using System.CommandLine;
using System.CommandLine.Invocation;

namespace Auditor.Cli.CommandLine;

/// <summary><c>auditor --version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"auditor {ProductVersion.Text}");
        return (int)ExitCode.Clean;
    }
}
