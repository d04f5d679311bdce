using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>One request, where it comes from and who signs it.</summary>
internal sealed class AccessRequestOptions
{
    private const string Nobody = "anonymous";
    private static readonly string[] Credentials = ["key", "certificate", "token", "header"];

    private readonly Argument<string> _request = new("request")
    {
        Description = "Verb and path, as in \"POST /orders\": without the "
        + "stage; or verb and URL, as the other commands print it; for a WebSocket API the route key"
    };
    private readonly Option<string?> _fromIp = new("--from-ip")
    {
        Description = "The caller's address; with --vpce its address in the VPC",
        HelpName = "address",
    };
    private readonly Option<string?> _endpoint = new("--vpce")
    {
        Description = "The VPC endpoint that the request comes through "
        + "[default: the internet]",
        HelpName = "id"
    };
    private readonly Option<string?> _vpc = new("--vpc") { Description = "The VPC of that endpoint", HelpName = "id" };
    private readonly Option<string> _as = new("--as")
    {
        Description = "Who signs the request: the ARN of a user or role, or of a role's "
        + "session as 'aws sts get-caller-identity' prints it, or 'anonymous'",
        HelpName = "arn",
        DefaultValueFactory = _ => Nobody
    };
    private readonly Option<string[]> _header = new("--header")
    {
        Description = "A header that the request carries, as in 'Referer: "
        + "https://acme.example/'; repeat for more",
        HelpName = "name: value"
    };
    private readonly Option<string[]> _shows = new("--shows")
    {
        Description = "What it shows besides and that is accepted: key, "
        + "certificate, token or header (the one that the web ACL asks for); repeat for "
            + "more",
        HelpName = "what",
        CompletionSources = { Credentials }
    };

    public void AddTo(Command command)
    {
        command.Add(_request);
        foreach (var option in new Option[] { _fromIp, _endpoint, _vpc, _as, _header, _shows })
        {
            command.Add(option);
        }
    }

    /// <summary>The request that is asked about.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public AccessRequest Read(ParseResult parse, Api api)
    {
        var text = parse.GetRequiredValue(_request);
        var isPath = text.Split(' ', 2) is [{ Length: > 0 }, ['/', ..]];
        var url = text.Split(' ', 2) is [{ Length: > 0 }, var address]
            && Uri.TryCreate(address, UriKind.Absolute, out var whole)
            && whole.Scheme is "https" or "wss"
            ? whole
            : null;
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
            Headers = (parse.GetValue(_header) ?? [])
                .Select(Header)
                .ToImmutableSortedDictionary(header => header.Name, header => (string?)header.Value, StringComparer.OrdinalIgnoreCase),
            Shows = [.. (parse.GetValue(_shows) ?? []).Select(Shown)],
            FromIp = parse.GetValue(_fromIp) is { } from ? Address(from, endpoint is not null)
                : endpoint is null ? throw new UsageException(
                    $"Say where the request comes from: {_fromIp.Name} for the internet, {_endpoint.Name} for a VPC.")
                : null,
            VpcEndpointId = endpoint is null && vpc is not null
                ? throw new UsageException($"{_vpc.Name} only means something together with {_endpoint.Name}.")
                : endpoint,
            VpcId = vpc,
            PrincipalArn = parse.GetRequiredValue(_as).Trim() switch
            {
                Nobody => null,
                var arn when arn.Split(':', 6) is ["arn", _, "iam", "", { Length: 12 }, { Length: > 0 }] => arn,
                var arn when arn.Split(':', 6) is ["arn", _, "sts", "", { Length: 12 }, var session]
                    && session.Split('/') is ["assumed-role", { Length: > 0 }, { Length: > 0 }] or ["federated-user", { Length: > 0 }] => arn,
                var other =>
                    throw new UsageException(
                        $"{_as.Name}: {Quote.Of(other)} is neither '{Nobody}' nor the ARN of a user or role, such as "
                            + $"arn:aws:iam::111122223333:role/shop."),
            },
        };
    }

    private (string Name, string Value) Header(string text) => text.Split(':', 2) is [{ Length: > 0 } name, var value]
        ? (name.Trim(), value.Trim())
        : throw new UsageException($"{_header.Name}: {Quote.Of(text)} is no header, such as 'Referer: https://acme.example/'.");

    private Credential Shown(string text) => Choice.Of(text, Credentials, _shows.Name, "credential that a request can show") switch
    {
        "key" => Credential.ApiKey,
        "certificate" => Credential.ClientCertificate,
        "token" => Credential.AuthorizerToken,
        _ => Credential.SecretHeader,
    };

    private string Address(string text, bool isInVpc)
    {
        if (text.Contains('/', StringComparison.Ordinal) || !Cidr.TryParse(text, out var block))
        {
            throw new UsageException($"{_fromIp.Name}: {Quote.Of(text)} is no address, such as 198.51.100.4.");
        }

        return isInVpc || !AddressSet.Of(block).Intersect(AddressSet.PublicInternet).IsEmpty
            ? text
            : throw new UsageException(
                $"{_fromIp.Name}: nobody calls from {Quote.Of(text)} over the internet: it is no public address. With {_endpoint.Name} "
                    + $"it is one in the VPC.");
    }
}
