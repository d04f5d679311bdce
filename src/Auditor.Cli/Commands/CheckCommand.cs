using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Terminal;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor check</c>: judges an inventory that was read before.</summary>
internal sealed class CheckCommand(IOContext io)
{
    private readonly Option<string> _inventory = new("--inventory", "-i")
    {
        Description = "The inventory.json that 'auditor collect' or 'auditor scan' wrote; '-' is standard input",
        HelpName = "file",
        Required = true,
    };

    private readonly ConfigurationOption _configuration = new();
    private readonly ReportOptions _reports = new();
    private readonly GateOptions _gate = new();
    private readonly RuleOptions _rules = new();
    private readonly RedactOption _redact = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("check", "Judge an inventory that was read before: no network, no credentials, the same answer every time")
        {
            Examples =
            [
                new("Judge a nightly inventory with today's rules", "auditor check --inventory auditor-report/inventory.json"),
                new("Fail the build for anything medium or worse", "auditor check --inventory inventory.json --fail-on medium"),
                new("Ask one question, with rules of your own", "auditor check --inventory inventory.json --plugin Acme.ApiRules.dll --rule ACME001"),
                new("Read it from a pipe", "aws s3 cp s3://audit/inventory.json - | auditor check --inventory -"),
            ],
        };
        command.Add(_inventory);
        _configuration.AddTo(command);
        _reports.AddTo(command);
        _gate.AddTo(command);
        _rules.AddTo(command);
        _redact.AddTo(command);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var file = _configuration.Read(parse, io);
        var settings = JudgementSettings.Read(parse, _rules, _reports, _gate, file, io);
        _ = _redact.Read(parse);
        var estate = await InventorySource.ReadAsync(parse.GetRequiredValue(_inventory), io, cancellationToken).ConfigureAwait(false);
        if (estate.Interruption is { } interruption)
        {
            screen.Note($"This inventory is not complete. {interruption.Because}");
        }

        return Judgement.Run(_redact.Apply(parse, estate), settings, screen, io, cancellationToken);
    }
}
