using System.CommandLine;
using System.CommandLine.Invocation;

namespace Auditor.Cli.CommandLine;

/// <summary><c>auditor --version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(
            $"auditor {ProductVersion.Text}{(ProductVersion.Commit is { } commit ? $" (commit {commit})" : "")}");
        return (int)ExitCode.Clean;
    }
}
