using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Collecting;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Exposures;
using Auditor.Cli.Terminal;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor exposure</c>: routes, and who can call them.</summary>
internal sealed class ExposureCommand(IOContext io)
{
    private readonly Option<string?> _inventory = new("--inventory", "-i")
    {
        Description = "Read this inventory.json or template instead of AWS; '-' is standard input",
        HelpName = "file",
    };

    private readonly Option<string[]> _api = new("--api")
    {
        Description = "Only this API, by id; repeat for more [default: all]",
        HelpName = "id",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Ask about these callers: internet, any-account (signed by whatever AWS account), org:ID, vpc:ID (an endpoint, or "
            + "a VPC through an endpoint that policies do not name), ip:CIDR",
        HelpName = "callers",
    };

    private readonly Option<bool> _principals = new("--principals")
    {
        Description = "Name the users and roles of the account that may "
        + "call routes with AWS_IAM, those that may change the API, and who may take on the roles; reading AWS, it takes "
            + "iam:GetAccountAuthorizationDetails besides, and --organization then reads service control policies, too"
    };
    private readonly ExposureFormatOption _format = new();
    private readonly AwsOptions _aws = new(io.Environment);
    private readonly ConfigurationOption _configuration = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("exposure", "Show each route as each stage serves it, and who can call it")
        {
            Examples =
            [
                new("Who can call what, from an inventory", "auditor exposure --inventory auditor-report/inventory.json"),
                new(
                    "What one network can call, of one API",
                    "auditor exposure --inventory inventory.json --api a1b2c3d4e5 --from ip:203.0.113.0/24"),
                new(
                    "What anyone with an AWS account can call, for programs",
                    "auditor exposure --inventory inventory.json --from any-account --format json"),
                new("Which users and roles get in, by name", "auditor exposure --inventory inventory.json --api a1b2c3d4e5 --principals"),
                new("Who will be able to call what a template deploys", "auditor exposure --inventory template.yaml"),
                new("Read AWS now", "auditor exposure --region eu-west-1"),
            ],
            ExitCodes = ExitCodesOf.Telling,
        };
        command.Add(_inventory);
        command.Add(_api);
        command.Add(_from);
        command.Add(_principals);
        command.Add(_format.Format);
        _aws.AddTo(command, keepsWhatWasRead: false);
        _configuration.AddTo(command);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var file = _configuration.Read(parse, io);
        var isJson = _format.IsJson(parse);
        var isNamed = parse.GetValue(_principals);
        var callers = parse.GetValue(_from) is { } from ? CallerNames.Parse(from, _from.Name) : null;
        var estates = parse.GetValue(_inventory) is { } path
            ? await EstateSource.ReadAsync(path, screen, io, cancellationToken).ConfigureAwait(false)
            : (IReadOnlyList<Estate>)[await new EstateCollector(io, screen, folder: null).CollectAsync(_aws.Settings(parse, file, isNamed ? Needs.Exposure | Needs.IdentityPolicies : Needs.Exposure), cancellationToken).ConfigureAwait(false)];
        var estate = estates[0];
        var map = new ExposureMap(estate);
        var rows = ExposureRows.Agreed(Rows(map, estate, parse.GetValue(_api) ?? [], callers),
            estates.Skip(1).Select(other => Rows(new ExposureMap(other), other, [], callers)));
        if (isJson)
        {
            io.Output.WriteLine(ExposureJson.Of(rows, isNamed ? map : null));
        }
        else
        {
            ExposureTable.Show(rows, parse.GetValue(_from), screen);
            if (isNamed)
            {
                PrincipalList.Show(rows, map, estate.Accounts, screen);
            }
        }

        return rows.All(row => row.Unknown is null) ? ExitCode.Clean : ExitCode.Incomplete;
    }

    private ImmutableArray<ExposureRow> Rows(ExposureMap map, Estate estate, string[] apis, CallerClass? callers) =>
    [
        .. ChosenApis.Of(estate, apis, _api.Name).SelectMany(each => ExposureRows.Of(map, each.Scope, each.Api, callers)),
        .. estate.Scopes.SelectMany(scope => apis is [] ? ExposureRows.Missing(scope) : []),
    ];
}
