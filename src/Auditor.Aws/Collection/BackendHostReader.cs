using System.Net.Sockets;
using System.Text.RegularExpressions;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Auditor.Aws.Names;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Asks DNS whether the hosts that integrations send requests to exist, once for each distinct public one. Nothing is sent to the hosts themselves.</summary>
internal sealed partial class BackendHostReader(RegionReader region, HostLookup lookup)
{
    /// <summary>How gaps name it: it is no call to AWS.</summary>
    public const string Operation = "dns:Lookup";

    private const int AtOnce = 8;
    private const string Lost = "Whether the hosts that routes lead to exist.";

    public async Task<ImmutableArray<BackendHost>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var names = apis.SelectMany(Hosts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        using var gate = new SemaphoreSlim(AtOnce);
        var answers = await Task.WhenAll(names.Select(async name => (Name: name, Exists: await AskAsync(name, gate, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        if (!answers.Any(answer => !answer.Exists.ValueOr(true)) || await KnowsTheInternetAsync(cancellationToken).ConfigureAwait(false))
        {
            return [.. answers.Select(answer => new BackendHost { Name = answer.Name, Exists = answer.Exists.Unknown is { } reason ? Gap(reason, answer.Name) : answer.Exists })];
        }

        var deaf = region.Gaps.Add(Operation, "NoPublicNames", $"The DNS that this machine uses does not know AWS's own names ({PublicName}): its word that a host does not exist proves nothing.", region.Region, Lost);
        return [.. answers.Select(answer => new BackendHost { Name = answer.Name, Exists = answer.Exists.ValueOr(false) ? true : deaf })];
    }

    // Behind a proxy, or in a closed network, a name server may say of every public name that there is none.
    private async Task<bool> KnowsTheInternetAsync(CancellationToken cancellationToken) => (await lookup(PublicName, cancellationToken).ConfigureAwait(false)).ValueOr(false);

    private string PublicName => $"apigateway.{region.Region}.{Fn.Partition(region.Region).dnsSuffix}";

    private async Task<Fact<bool>> AskAsync(string name, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await lookup(name, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private Unknown Gap(Unknown reason, string name) => region.Gaps.Add(Operation, reason.Code ?? nameof(SocketError.TryAgain), reason.Because, name, $"Whether {Quote.Of(name)}, which routes lead to, exists.");

    private static IEnumerable<string> Hosts(Api api) => api.Routes.ValueOr([])
        .Select(route => route.Integration.ValueOr(null))
        .OfType<Integration>()
        .Where(integration => integration is { Type: IntegrationType.Http or IntegrationType.HttpProxy, ThroughVpcLink: false, Uri: not null })
        .SelectMany(integration => StageVariables.Resolved(integration.Uri ?? "", api.Stages))
        .Select(HostOf)
        .OfType<string>();

    // Not addresses, names without a dot (which the machine would complete), placeholders, and names of API Gateway, every one of which exists.
    private static string? HostOf(string address) => Host().Match(address) is { Success: true } match
        && match.Groups["host"].Value.TrimEnd('.').ToLowerInvariant() is var host
        && host.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(host) is UriHostNameType.Dns
        && !ApiGatewayName().IsMatch(host)
            ? host
            : null;

    [GeneratedRegex("^https?://([^/?#@]*@)?(?<host>[^/?#@:{}$\\[\\]]+)(:[0-9]+)?([/?#]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex("\\.execute-api\\.[a-z0-9-]+\\.(amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws|on\\.aws)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ApiGatewayName();
}
