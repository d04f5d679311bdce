using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.Baselines;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Configuration;
using Auditor.Cli.Fixing;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Fixes;
using Auditor.Core.Results;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor fix</c>: writes what makes findings go away, and runs none of it.</summary>
internal sealed class FindingFixesCommand(IOContext io)
{
    private const string DefaultInventory = "auditor-report/inventory.json";

    private readonly Argument<string[]> _fingerprints = new("fingerprint")
    {
        Description = $"The findings' fingerprints, as the reports have them; the first {FingerprintPrefix.Shortest} digits are enough where no "
            + "other begins so [default: all findings that are not suppressed]",
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

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write to this file [default: standard output]",
        HelpName = "file"
    };
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
        var name = path is InventorySource.StandardInput ? "Standard input" : Quote.Of(path);
        var bytes = await BytesAsync(path, cancellationToken).ConfigureAwait(false);
        var found = bytes is not null && EarlierFindingsReader.IsOne(bytes)
            ? Recorded(parse, format, name, bytes, catalogue)
            : await JudgedAsync(parse, file, catalogue, path, bytes, screen, cancellationToken).ConfigureAwait(false);
        var mended = Chosen(found, parse.GetValue(_fingerprints) ?? [], name);
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

    // What there is besides an inventory or a template is told by what stands in it. What cannot be read is told by who reads it.
    private async Task<byte[]?> BytesAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return path is InventorySource.StandardInput
                ? await InventorySource.InputAsync(io, cancellationToken).ConfigureAwait(false)
                : await File.ReadAllBytesAsync(io.FullPath(path), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What the run itself wrote down: neither the rules nor what they read is needed again.
    private ImmutableArray<(FixedFinding Finding, bool IsSuppressed)> Recorded(
        ParseResult parse, FixFormat format, string name, byte[] bytes, RuleSelection catalogue)
    {
        if (format is not FixFormat.Shell)
        {
            throw new UsageException($"{name} holds the findings of a run, which have commands and no snippets for templates: give the "
                + "inventory.json that the run wrote beside it.");
        }

        var only = IdsOf(_rules.Rule);
        var skipped = IdsOf(_rules.SkipRule);
        return
        [
            .. RecordedFixes.Read(name, bytes)
                .Where(each => (only.Count == 0 || only.Contains(each.Finding.RuleId)) && !skipped.Contains(each.Finding.RuleId)),
        ];

        HashSet<string> IdsOf(Option<string[]> option) =>
            (parse.GetValue(option) ?? []).Select(rule => catalogue.Find(rule).Info.Id).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<ImmutableArray<(FixedFinding Finding, bool IsSuppressed)>> JudgedAsync(
        ParseResult parse,
        ConfigurationFile file,
        RuleSelection catalogue,
        string path,
        byte[]? bytes,
        Screen screen,
        CancellationToken cancellationToken)
    {
        var settings = new AuditRunSettings(_rules.Choose(parse, file, catalogue), [], new(FailOn.None), ReportPlace.In("", io))
        {
            RuleSettings = OptionSelection.Read(file.RuleOptions, catalogue),
        };
        var sources = path is InventorySource.StandardInput
            ? await CheckedFiles
                .ReadAsync([], path, [], bytes is null ? io : io with { Input = new MemoryStream(bytes) }, cancellationToken)
                .ConfigureAwait(false)
            : await CheckedFiles.ReadAsync([path], null, [], io, cancellationToken).ConfigureAwait(false);
        if (sources is { Inventory: null, Templates: { Count: 0, Broken: [var broken, ..] } })
        {
            throw new UsageException($"{_inventory.Name}: {broken}");
        }

        foreach (var unread in sources.Templates.Broken)
        {
            screen.Note(unread);
        }

        var result = Suppressions.Apply(
            sources.Judge(settings, io.Time.GetUtcNow(), cancellationToken),
            [.. file.Suppressions.Select(setting => setting.Resolve(rule => catalogue.Find(rule).Info.Id))]);
        var book = new FixBook(result.Rules);
        return [.. result.Flagged.Select(finding => (FixedFinding.Of(finding, book), finding.Suppression is not null))];
    }

    // What somebody accepted is fixed only where it is named.
    private static ImmutableArray<FixedFinding> Chosen(
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
