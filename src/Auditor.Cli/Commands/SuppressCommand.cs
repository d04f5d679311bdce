using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Baselines;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Configuration;
using Auditor.Cli.Suppressing;
using Auditor.Cli.Terminal;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor suppress</c>: accepts one finding, with a reason, in <c>auditor.yaml</c>.</summary>
internal sealed class SuppressCommand(IOContext io)
{
    private const string DefaultConfiguration = "auditor.yaml";
    private const string DefaultFindings = "auditor-report/findings.json";
    private static readonly ImmutableArray<string> UserVariables = ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "USERNAME"];

    private readonly Argument<string> _fingerprint = new("fingerprint")
    {
        Description = $"The finding's fingerprint, as the reports have "
        + $"it; its first {FingerprintPrefix.Shortest} digits are enough where no other begins so"
    };
    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why the finding is acceptable, for whoever reads it in a "
        + "year",
        HelpName = "text",
        Required = true
    };
    private readonly Option<string?> _until = new("--until")
    {
        Description = "The last day on which this holds, UTC [default: for good]",
        HelpName = "yyyy-mm-dd",
    };
    private readonly Option<string?> _acceptedBy = new("--accepted-by")
    {
        Description = "Who accepts it [default: the user that runs the "
        + "command, if the environment names one]",
        HelpName = "name"
    };
    private readonly Option<string> _config = new("--config")
    {
        Description = "The file to write to; it is made where there is none",
        HelpName = DefaultConfiguration,
        DefaultValueFactory = _ => DefaultConfiguration,
    };
    private readonly Option<string> _findings = new("--findings")
    {
        Description = "The findings.json that has the finding",
        HelpName = "file",
        DefaultValueFactory = _ => DefaultFindings,
    };

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "suppress",
            "Accept a finding, with a reason, in auditor.yaml: it counts no more unless it gets worse, and stays visible as suppressed")
        {
            Examples =
            [
                new(
                    "A route that is public on purpose",
                    "auditor suppress 63c1138326e77e160d6bee215e63ba47 --reason \"Public by design, SEC-12\""),
                new(
                    "Until somebody has had the time",
                    "auditor suppress 63c11383 --reason \"Moves behind the WAF in spring\" --until 2099-03-31"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(_fingerprint);
        command.Add(_reason);
        command.Add(_until);
        command.Add(_acceptedBy);
        command.Add(_config);
        command.Add(_findings);
        command.SetAction(async (parse, cancellationToken) =>
            (int)await RunAsync(parse, screenOf(parse), cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var reason = Reason(parse.GetRequiredValue(_reason));
        var until = Until(parse);
        var path = parse.GetRequiredValue(_findings);
        var findings = await EarlierFindingsReader.ReadAsync(_findings.Name, path, io, cancellationToken).ConfigureAwait(false);
        var finding = FingerprintPrefix.Find(
            findings.Findings, each => each.Fingerprint, parse.GetRequiredValue(_fingerprint).Trim(), Quote.Of(path));
        var name = parse.GetRequiredValue(_config);
        var file = SuppressionFile.Open(name, io);
        var today = DateOnly.FromDateTime(io.Time.GetUtcNow().UtcDateTime);
        if (file.Suppressions.FirstOrDefault(setting => setting.Entry.Fingerprints.Contains(finding.Fingerprint, StringComparer.OrdinalIgnoreCase)
            && !setting.Entry.HasExpired(today)) is { } existing)
        {
            throw new UsageException($"{existing.Entry.Where} suppresses this finding already: {existing.Entry.Reason}");
        }

        if (findings.Suppressed.Contains(finding.Fingerprint))
        {
            throw new UsageException($"This finding was suppressed already when {Quote.Of(path)} was written.");
        }

        file.Add(finding, reason, until, AcceptedBy(parse), today);
        screen.Note($"{name} now suppresses {finding.RuleId} on {finding.Resource}{(finding.Route is { } route ? $" {route}" : "")}: "
            + $"{finding.Message}");
        screen.Note(finding.Gravity.IsUnknown
            ? $"It holds for commands with --config {name}."
            : $"It holds for commands with --config {name}, and no longer if the finding gets worse: it was accepted with "
                + $"{finding.Gravity}.");
        return ExitCode.Clean;
    }

    private string Reason(string text) => string.IsNullOrWhiteSpace(text)
        ? throw new UsageException($"{_reason.Name}: say why the finding is acceptable.")
        // It goes into a repository and into every report.
        : SecretJudge.Mask(text.Trim());

    // On build servers the person who started the build, not the account that the agent runs under.
    private string? AcceptedBy(ParseResult parse) => parse.GetValue(_acceptedBy) is { } given
        ? string.IsNullOrWhiteSpace(given)
            ? throw new UsageException($"{_acceptedBy.Name}: say who accepts it, or leave it out.")
            : SecretJudge.Mask(given.Trim())
        : UserVariables.Select(name => io.Environment.GetValueOrDefault(name)).FirstOrDefault(user => !string.IsNullOrWhiteSpace(user));

    private DateOnly? Until(ParseResult parse)
    {
        if (parse.GetValue(_until) is not { } text)
        {
            return null;
        }

        var day = SuppressionSection.Date(text)
            ?? throw new UsageException($"{_until.Name}: {Quote.Of(text)} is no day; write it as 2027-03-31.");
        return day < DateOnly.FromDateTime(io.Time.GetUtcNow().UtcDateTime)
            ? throw new UsageException($"{_until.Name}: {text} is over already.")
            : day;
    }
}
