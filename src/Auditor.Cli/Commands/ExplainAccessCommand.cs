using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Exposures;
using Auditor.Cli.Terminal;
using Auditor.Core.Exposure;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor explain-access</c>: what becomes of one request, step by step.</summary>
internal sealed class ExplainAccessCommand(IOContext io)
{
    private readonly Option<string> _inventory = new("--inventory", "-i")
    {
        Description = "The inventory.json, or a template; '-' is standard input",
        HelpName = "file",
        Required = true,
    };
    private readonly Option<string> _api = new("--api") { Description = "The API's id", HelpName = "id", Required = true };
    private readonly Option<string> _stage = new("--stage") { Description = "The stage's name", HelpName = "name", Required = true };
    private readonly AccessRequestOptions _request = new();
    private readonly ExposureFormatOption _format = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("explain-access", "Tell what becomes of one request, and each step that decides it")
        {
            Examples =
            [
                new(
                    "May a stranger do this?",
                    "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"POST /orders\" --from-ip "
                        + "198.51.100.4"),
                new(
                    "May this role?",
                    "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"GET /orders\" --from-ip "
                        + "198.51.100.4 --as arn:aws:iam::111122223333:role/shop"),
                new(
                    "Does a request that a finding shows get in?",
                    "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"GET "
                        + "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/orders\" --from-ip 203.0.113.7 --shows key"),
                new(
                    "Through a VPC endpoint, for programs",
                    "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"GET /orders\" --vpce "
                        + "vpce-0a1b2c3d --format json"),
            ],
            ExitCodes = ExitCodesOf.Telling,
        };
        command.Add(_inventory);
        command.Add(_api);
        command.Add(_stage);
        _request.AddTo(command);
        command.Add(_format.Format);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var isJson = _format.IsJson(parse);
        var estates = await EstateSource.ReadAsync(parse.GetRequiredValue(_inventory), screen, io, cancellationToken).ConfigureAwait(false);
        var explanation = new ExplainedRequest(parse.GetRequiredValue(_api), parse.GetRequiredValue(_stage), api => _request.Read(parse, api))
            .Answer(estates);
        if (isJson)
        {
            io.Output.WriteLine(ExposureJson.Of(explanation));
        }
        else
        {
            screen.Line($"{Decision(explanation.Decision)}: {explanation.Because}");
            screen.Line();
            foreach (var step in explanation.Steps)
            {
                screen.Line($"  {step.What,-16}{step.Value}");
            }
        }

        return explanation.Decision is AccessDecision.Unknown ? ExitCode.Incomplete : ExitCode.Clean;
    }

    private static string Decision(AccessDecision decision) => decision switch
    {
        AccessDecision.Allowed => "Allowed",
        AccessDecision.Conditional => "Allowed if",
        AccessDecision.Denied => "Denied",
        _ => "Could not tell",
    };
}
