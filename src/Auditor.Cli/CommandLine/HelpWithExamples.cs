using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Auditor.Cli.CommandLine;

/// <summary>The usual help, then examples and exit codes.</summary>
internal sealed class HelpWithExamples(ImmutableArray<Example> ofProgram, int width) : SynchronousCommandLineAction
{
    private const int WidestHelp = 120;

    private readonly HelpAction _usual = new() { MaxWidth = Math.Min(width, WidestHelp) };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = parseResult.CommandResult.Command switch
        {
            DocumentedCommand documented => documented.Examples,
            RootCommand => ofProgram,
            _ => [],
        };
        if (examples is not [])
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  # {example.What}");
                output.WriteLine($"  {example.CommandLine}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        output.WriteLine((parseResult.CommandResult.Command as DocumentedCommand)?.ExitCodes ?? ExitCodesOf.Gate);
        return (int)ExitCode.Clean;
    }
}
