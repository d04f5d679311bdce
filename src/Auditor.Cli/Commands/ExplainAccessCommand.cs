using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Reporting;
using Auditor.Cli.Terminal;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor explain-access</c>: what becomes of one request, step by step.</summary>
internal sealed class ExplainAccessCommand(IOContext io)
{
    private const string Nobody = "anonymous";

    private readonly Argument<string> _request = new("request") { Description = "Verb and path, as in \"POST /orders\": without the stage; or verb and URL, as the other commands print it; for a WebSocket API the route key" };
    private readonly Option<string> _inventory = new("--inventory", "-i") { Description = "The inventory.json; '-' is standard input", HelpName = "file", Required = true };
    private readonly Option<string> _api = new("--api") { Description = "The API's id", HelpName = "id", Required = true };
    private readonly Option<string> _stage = new("--stage") { Description = "The stage's name", HelpName = "name", Required = true };
    private readonly Option<string?> _fromIp = new("--from-ip") { Description = "The caller's address; with --vpce its address in the VPC", HelpName = "address" };
    private readonly Option<string?> _endpoint = new("--vpce") { Description = "The VPC endpoint that the request comes through [default: the internet]", HelpName = "id" };
    private readonly Option<string?> _vpc = new("--vpc") { Description = "The VPC of that endpoint", HelpName = "id" };
    private readonly Option<string> _as = new("--as") { Description = "Who signs the request: the ARN of a user or role, or of a role's session as 'aws sts get-caller-identity' prints it, or 'anonymous'", HelpName = "arn", DefaultValueFactory = _ => Nobody };
    private readonly Option<string[]> _header = new("--header") { Description = "A header that the request carries, as in 'Referer: https://acme.example/'; repeat for more", HelpName = "name: value" };
    private readonly Option<string[]> _shows = new("--shows") { Description = "What it shows besides and that is accepted: key, certificate, token or header (the one that the web ACL asks for); repeat for more", HelpName = "what", CompletionSources = { "key", "certificate", "token", "header" } };
    private readonly ExposureFormatOption _format = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("explain-access", "Tell what becomes of one request, and each step that decides it")
        {
            Examples =
            [
                new("May a stranger do this?", "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"POST /orders\" --from-ip 198.51.100.4"),
                new("May this role?", "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"GET /orders\" --from-ip 198.51.100.4 --as arn:aws:iam::111122223333:role/shop"),
                new("Does a request that a finding shows get in?", "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"GET https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/orders\" --from-ip 203.0.113.7 --shows key"),
                new("Through a VPC endpoint, for programs", "auditor explain-access --inventory inventory.json --api a1b2c3d4e5 --stage prod \"GET /orders\" --vpce vpce-0a1b2c3d --format json"),
            ],
        };
        command.Add(_request);
        foreach (var option in new Option[] { _inventory, _api, _stage, _fromIp, _endpoint, _vpc, _as, _header, _shows, _format.Format })
        {
            command.Add(option);
        }

        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var isJson = _format.IsJson(parse);
        var estate = await InventorySource.ReadAsync(parse.GetRequiredValue(_inventory), io, cancellationToken).ConfigureAwait(false);
        var (scope, api) = Api(estate, parse.GetRequiredValue(_api));
        var stage = Stage(api, parse.GetRequiredValue(_stage));
        var request = Request(parse, api);
        var explanation = new AccessExplainer(new ExposureMap(estate)).Explain(scope, api, stage, request);
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

    private (Scope Scope, Api Api) Api(Estate estate, string id)
    {
        var apis = estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => (Scope: scope, Api: api))).ToList();
        return apis.Find(known => known.Api.Id == id) is { Api: not null } found
            ? found
            : throw new UsageException($"{_api.Name}: there is no API {Quote.Of(id)} in the inventory{NearestName.Suggest(id, apis.Select(known => known.Api.Id), ".")}");
    }

    private Stage Stage(Api api, string name)
    {
        if (api.Stages.Unknown is { } unknown)
        {
            throw new UsageException($"{_stage.Name}: the stages of API {Quote.Of(api.Id)} were not read. {unknown.Because}");
        }

        return api.Stages.Value.FirstOrDefault(stage => stage.Name == name)
            ?? throw new UsageException($"{_stage.Name}: API {Quote.Of(api.Id)} has no stage {Quote.Of(name)}{NearestName.Suggest(name, api.Stages.Value.Select(stage => stage.Name), ".")}");
    }

    private AccessRequest Request(ParseResult parse, Api api)
    {
        var text = parse.GetRequiredValue(_request);
        var isPath = text.Split(' ', 2) is [{ Length: > 0 }, ['/', ..]];
        var url = text.Split(' ', 2) is [{ Length: > 0 }, var address] && Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme is "https" or "wss" ? whole : null;
        if (!isPath && url is null && api.Kind is not ApiKind.WebSocket)
        {
            throw new UsageException($"{Quote.Of(text)} is no request: it takes a verb and a path, as in \"POST /orders\".");
        }

        var (endpoint, vpc) = (parse.GetValue(_endpoint), parse.GetValue(_vpc));
        return new()
        {
            Verb = isPath || url is not null ? text.Split(' ', 2)[0].ToUpperInvariant() : "",
            Path = isPath ? text.Split(' ', 2)[1].Split('?')[0] : url?.AbsolutePath ?? text,
            Url = url,
            Headers = (parse.GetValue(_header) ?? []).Select(Header).ToImmutableSortedDictionary(header => header.Name, header => (string?)header.Value, StringComparer.OrdinalIgnoreCase),
            Shows = [.. (parse.GetValue(_shows) ?? []).Select(Shown)],
            FromIp = parse.GetValue(_fromIp) is { } from ? Address(from, endpoint is not null) : endpoint is null ? throw new UsageException($"Say where the request comes from: {_fromIp.Name} for the internet, {_endpoint.Name} for a VPC.") : null,
            VpcEndpointId = endpoint is null && vpc is not null ? throw new UsageException($"{_vpc.Name} only means something together with {_endpoint.Name}.") : endpoint,
            VpcId = vpc,
            PrincipalArn = parse.GetRequiredValue(_as).Trim() switch
            {
                Nobody => null,
                var arn when arn.Split(':', 6) is ["arn", _, "iam", "", { Length: 12 }, { Length: > 0 }] => arn,
                var arn when arn.Split(':', 6) is ["arn", _, "sts", "", { Length: 12 }, var session] && session.Split('/') is ["assumed-role", { Length: > 0 }, { Length: > 0 }] or ["federated-user", { Length: > 0 }] => arn,
                var other => throw new UsageException($"{_as.Name}: {Quote.Of(other)} is neither '{Nobody}' nor the ARN of a user or role, such as arn:aws:iam::111122223333:role/shop."),
            },
        };
    }

    private (string Name, string Value) Header(string text) => text.Split(':', 2) is [{ Length: > 0 } name, var value]
        ? (name.Trim(), value.Trim())
        : throw new UsageException($"{_header.Name}: {Quote.Of(text)} is no header, such as 'Referer: https://acme.example/'.");

    private Credential Shown(string text) => text switch
    {
        "key" => Credential.ApiKey,
        "certificate" => Credential.ClientCertificate,
        "token" => Credential.AuthorizerToken,
        "header" => Credential.SecretHeader,
        _ => throw new UsageException($"{_shows.Name}: {Quote.Of(text)} is nothing that a request can show{NearestName.Suggest(text, ["key", "certificate", "token", "header"], "; there are key, certificate, token and header.")}"),
    };

    private string Address(string text, bool isInVpc)
    {
        if (text.Contains('/', StringComparison.Ordinal) || !Cidr.TryParse(text, out var block))
        {
            throw new UsageException($"{_fromIp.Name}: {Quote.Of(text)} is no address, such as 198.51.100.4.");
        }

        return isInVpc || !AddressSet.Of(block).Intersect(AddressSet.PublicInternet).IsEmpty
            ? text
            : throw new UsageException($"{_fromIp.Name}: nobody calls from {Quote.Of(text)} over the internet: it is no public address. With {_endpoint.Name} it is one in the VPC.");
    }
}
