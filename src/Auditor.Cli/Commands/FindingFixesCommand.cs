using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Fixing;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Fixes;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor fix</c>: writes what makes findings go away, and runs none of it.</summary>
internal sealed class FindingFixesCommand(IOContext io)
{
    private const string DefaultInventory = "auditor-report/inventory.json";

    private readonly Argument<string[]> _fingerprints = new("fingerprint")
    {
        Description = $"The findings' fingerprints, as the reports have them; the first {FingerprintPrefix.Shortest} digits are enough where "
            + "no other begins so [default: all findings that are not suppressed]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _inventory = new("--inventory", "-i")
    {
        Description = "The inventory.json or template that has the findings, or a findings.json; '-' is standard input",
        HelpName = "file",
        DefaultValueFactory = _ => DefaultInventory,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "shell: a script of AWS CLI commands; terraform, cloudformation: snippets for templates",
        HelpName = "shell|terraform|cloudformation",
        DefaultValueFactory = _ => "shell",
    };

    private readonly OutputFileOption _output = new();
    private readonly ConfigurationOption _configuration = new();
    private readonly RuleOptions _rules = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "fix", "Write what makes findings go away as a script or as snippets for templates; nothing is run")
        {
            Examples =
            [
                new("A script for one finding, to be read before it is run", "auditor fix 63c11383 --output fix.sh"),
                new("For all findings of one rule", "auditor fix --rule stage-without-access-log --inventory inventory.json"),
                new("Of what a build server found", "auditor fix --inventory findings.json --output fix.sh"),
                new("Snippets for Terraform", "auditor fix --format terraform --output fixes.tf.txt"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        MistypedOptions.RejectIn(_fingerprints, command);
        command.Add(_fingerprints);
        command.Add(_inventory);
        command.Add(_format);
        command.Add(_output);
        _configuration.AddTo(command);
        _rules.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
            (int)await RunAsync(parse, screenOf(parse), cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var format = Choice.Of<FixFormat>(parse.GetRequiredValue(_format), _format.Name, "format of fixes");
        var file = _configuration.Read(parse, io);
        var catalogue = _rules.Catalogue(parse, io);
        var settings = new AuditRunSettings(_rules.Choose(parse, file, catalogue), [], new(FailOn.None), ReportPlace.In("", io))
        {
            RuleSettings = OptionSelection.Read(file.RuleOptions, catalogue),
        };
        var path = parse.GetRequiredValue(_inventory);
        var source = new FindingsToFix(io, path, format)
        {
            IsChosen = Chosen(parse, catalogue),
            Accepted = [.. file.Suppressions.Select(setting => setting.Resolve(rule => catalogue.Find(rule).Info.Id))],
        };
        var found = await source.ReadAsync(settings, screen, cancellationToken).ConfigureAwait(false);
        var mended = Named(found, parse.GetValue(_fingerprints) ?? [], source.Name);
        if (mended is [])
        {
            screen.Note("There is nothing to fix: no finding that is not suppressed.");
            return ExitCode.Clean;
        }

        var text = format switch
        {
            FixFormat.Shell => FixScript.Of(mended),
            FixFormat.Terraform => FixSnippets.Of(SnippetLanguage.Terraform, mended),
            _ => FixSnippets.Of(SnippetLanguage.CloudFormation, mended),
        };
        await WriteAsync(parse.GetValue(_output), format, text, screen, cancellationToken).ConfigureAwait(false);
        return ExitCode.Clean;
    }

    // A findings.json may have findings of plug-ins that this run does not load: whatever is not left out is chosen.
    private Func<string, bool> Chosen(ParseResult parse, RuleSelection catalogue)
    {
        var (only, skipped) = (IdsOf(_rules.Rule), IdsOf(_rules.SkipRule));
        return rule => (only.Count == 0 || only.Contains(rule)) && !skipped.Contains(rule);

        HashSet<string> IdsOf(Option<string[]> option) =>
            (parse.GetValue(option) ?? []).Select(rule => catalogue.Find(rule).Info.Id).ToHashSet(StringComparer.Ordinal);
    }

    // What somebody accepted is fixed only where it is named.
    private static ImmutableArray<FixedFinding> Named(
        ImmutableArray<(FixedFinding Finding, bool IsSuppressed)> found, string[] fingerprints, string name) => fingerprints is []
        ? [.. found.Where(each => !each.IsSuppressed).Select(each => each.Finding)]
        : [.. fingerprints
            .Select(fingerprint => FingerprintPrefix.Find(found, each => each.Finding.Fingerprint, fingerprint.Trim(), name).Finding)
            .DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal)];

    private async Task WriteAsync(string? path, FixFormat format, string text, Screen screen, CancellationToken cancellationToken)
    {
        await new TextOutput(io, _output.Name)
            .WriteAsync(path, text, cancellationToken, isProgram: format is FixFormat.Shell)
            .ConfigureAwait(false);
        if (path is not null)
        {
            screen.Note($"Wrote {PlainText.Of(path)}. Nothing was run.");
        }
    }
}
