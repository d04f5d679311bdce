using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Auditor.Cli.Collecting;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Commands;
using Auditor.Cli.Shell;
using Auditor.Cli.Terminal;
using Auditor.Core.Rules;
using Auditor.Core.Secrets;

namespace Auditor.Cli;

/// <summary>The command: arguments in, exit code out.</summary>
internal sealed class Application(IOContext world)
{
    private readonly IOContext _io = world with
    {
        // Whatever writes results finds out that they arrive.
        Output = new CheckedOutput(
            world.Output,
            failed: exception => throw new UsageException($"Standard output cannot be written to: {exception.Message.TrimEnd('.')}.")),
        // Where standard error is lost nobody can be told: the exit code says what it says all the same.
        Error = new CheckedOutput(world.Error, failed: _ => { }),
    };

    private static readonly ImmutableArray<Example> Examples =
    [
        new("Scan the default Region of the current AWS profile", "auditor scan"),
        new("Judge an inventory without touching AWS", "auditor check --inventory samples/acme.inventory.json"),
        new("Find out what the identity that scans must be allowed", "auditor permissions"),
    ];

    private readonly ScreenOptions _screen = new();

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var root = Build();
        // A leading @ is part of a name here, never a file to take arguments from.
        var parse = root.Parse(
            WithHelp(arguments), new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var screen = ScreenOf(parse);
        if (parse.Action is ParseErrorAction)
        {
            return RejectCommandLine(parse, screen);
        }

        if (parse.GetValue(_screen.Quiet) && parse.GetValue(_screen.Verbose))
        {
            screen.WriteError($"{_screen.Quiet.Name} and {_screen.Verbose.Name} ask for opposite things: give one of them.");
            return ExitCode.Usage;
        }

        PrivateFiles.Apply(parse.CommandResult.Command.Name, parse.GetValue(_screen.WorldReadable));
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = _io.Output,
                Error = _io.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return (ExitCode)await parse.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            screen.WriteError(exception.Message);
            return ExitCode.Usage;
        }
        catch (InterruptedException exception)
        {
            screen.WriteError(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.WriteError("Cancelled: no report was written.");
            return ExitCode.Cancelled;
        }
        // Whatever else happens is our defect, and is told as one instead of as a stack trace.
        catch (Exception exception)
        {
            return ReportDefect(exception, screen);
        }
    }

    // 'auditor help scan' is what people type before they know better.
    private static IReadOnlyList<string> WithHelp(IReadOnlyList<string> arguments) =>
        arguments is ["help", ..] ? [.. arguments.Skip(1), "--help"] : arguments;

    private RootCommand Build()
    {
        var root = new RootCommand(
            "Audits the security of Amazon API Gateway: who can really call each route, over what, how often, and who would notice. It "
                + "only reads.");
        var help = new HelpWithExamples(Examples, _io.Width);
        foreach (var option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption => help,
                VersionOption => new VersionAction(),
                _ => option.Action,
            };
        }

        _screen.AddTo(root);
        root.Add(new ScanCommand(_io).Build(ScreenOf));
        root.Add(new CollectCommand(_io).Build(ScreenOf));
        root.Add(new CheckCommand(_io).Build(ScreenOf));
        root.Add(new MergeCommand(_io).Build(ScreenOf));
        root.Add(new ExposureCommand(_io).Build(ScreenOf));
        root.Add(new GraphCommand(_io).Build(ScreenOf));
        root.Add(new ExplainAccessCommand(_io).Build(ScreenOf));
        root.Add(new RulesCommand(_io).Build(ScreenOf, parse => help.Invoke(parse)));
        root.Add(new PermissionsCommand(_io).Build(ScreenOf));
        root.Add(new SuppressCommand(_io).Build(ScreenOf));
        root.Add(new FindingFixesCommand(_io).Build(ScreenOf));
        root.Add(new DiffCommand(_io).Build(ScreenOf));
        root.Add(new CompletionCommand(_io).Build(() => CommandTree.Of(root, Examples)));
        root.Add(new ManCommand(_io).Build(() => CommandTree.Of(root, Examples)));

        // NOTE: not 0. In a build, "nothing was asked" must not look like "nothing was found".
        root.SetAction(parse =>
        {
            help.Invoke(parse);
            return (int)ExitCode.Usage;
        });
        return root;
    }

    private Screen ScreenOf(ParseResult parse) => new(_io, parse.GetValue(_screen.Quiet), parse.GetValue(_screen.Verbose));

    private static ExitCode RejectCommandLine(ParseResult parse, Screen screen)
    {
        if (parse.UnmatchedTokens is [var token, ..])
        {
            screen.WriteError($"{Core.Text.Quote.Of(token)} is no {(token.StartsWith('-') ? "option" : "command")} of "
                + $"'{Path(parse)}'{NearestName.Suggest(token, NamesIn(parse, token), ".")}");
        }
        else
        {
            foreach (var error in parse.Errors)
            {
                screen.WriteError(error.Message);
            }
        }

        screen.Note($"'{Path(parse)} --help' shows what it takes.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> NamesIn(ParseResult parse, string token)
    {
        var command = parse.CommandResult.Command;
        return token.StartsWith('-')
            ? command.Options.Concat(parse.RootCommandResult.Command.Options.Where(option => option.Recursive))
                .Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
    }

    private static string Path(ParseResult parse)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? result = parse.CommandResult; result is System.CommandLine.Parsing.CommandResult command; result = command.Parent)
        {
            names.Push(command.Command is RootCommand ? "auditor" : command.Command.Name);
        }

        return string.Join(' ', names);
    }

    private ExitCode ReportDefect(Exception exception, Screen screen)
    {
        screen.WriteError($"Internal error: {exception.GetType().Name}: {exception.Message}");
        screen.WriteError($"This is a defect of auditor {ProductVersion.Text}. Please report it at {ProjectLinks.Home}/issues with the "
            + $"command line and, if you may share it, the inventory.");
        if (screen.IsVerbose)
        {
            _io.Error.WriteLine(PlainText.OfLines(SecretJudge.Mask(exception.ToString())));
        }
        else
        {
            screen.WriteError("With --verbose the command shows where it happened.");
        }

        return ExitCode.InternalError;
    }
}
