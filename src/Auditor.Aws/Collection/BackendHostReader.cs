using System.Net.Sockets;
using System.Text.RegularExpressions;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Auditor.Aws.Names;
using Auditor.Aws.Reading;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Collection;

/// <summary>
/// Asks DNS whether the hosts that integrations send requests to exist, once for each distinct public one. Nothing is sent to the hosts
/// themselves.
/// </summary>
internal sealed partial class BackendHostReader(RegionReader region, HostLookup lookup)
{
    /// <summary>How gaps name it: it is no call to AWS.</summary>
    public const string Operation = CollectionGaps.HostLookup;

    private const int AtOnce = 8;

    // Each unanswered question costs its time-out: a name server that has left so many unanswered is not asked for the rest.
    private const int MostUnanswered = 16;

    private int _unanswered;

    public async Task<ImmutableArray<BackendHost>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var names = apis.SelectMany(Hosts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (names is [] || names.All(ApiGatewayName().IsMatch))
        {
            return [.. names.Select(name => new BackendHost { Name = name, Exists = true })];
        }

        // Behind a proxy, or in a closed network, a name server may say of every public name that there is none.
        var publicName = $"apigateway.{region.Region}.{Fn.Partition(region.Region).dnsSuffix}";
        if (!(await lookup(publicName, cancellationToken).ConfigureAwait(false)).ValueOr(false))
        {
            var deaf = region.Gaps.Add(
                Operation,
                "NoPublicNames",
                $"The DNS that this machine uses does not know AWS's own name {publicName}: what it says of other names proves nothing.",
                region.Region,
                "Whether the hosts that routes lead to exist.");
            return [.. names.Select(name => new BackendHost { Name = name, Exists = ApiGatewayName().IsMatch(name) ? true : deaf })];
        }

        using var gate = new SemaphoreSlim(AtOnce);
        return [.. await Task.WhenAll(names.Select(async name => new BackendHost { Name = name, Exists = ApiGatewayName().IsMatch(name) ? true : await AskAsync(name, gate, cancellationToken).ConfigureAwait(false) })).ConfigureAwait(false)];
    }

    private async Task<Fact<bool>> AskAsync(string name, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_unanswered >= MostUnanswered)
            {
                return Gap(new("DNS left too many questions unanswered, so it was not asked for this name.") { Code = "NotAsked" }, name);
            }

            var answer = await lookup(name, cancellationToken).ConfigureAwait(false);
            if (answer.Unknown is not { } reason)
            {
                return answer;
            }

            Interlocked.Increment(ref _unanswered);
            return Gap(reason, name);
        }
        finally
        {
            gate.Release();
        }
    }

    private Unknown Gap(Unknown reason, string name) =>
        region.Gaps.Add(
            Operation,
            reason.Code ?? nameof(SocketError.TryAgain),
            reason.Because,
            name,
            $"Whether {Quote.Of(name)}, which routes lead to, exists.");

    private static IEnumerable<string> Hosts(Api api) => EverySnapshot.IntegrationsOf(api)
        .Where(integration => integration is { Type: IntegrationType.Http or IntegrationType.HttpProxy, ThroughVpcLink: false, Uri: not null })
        .SelectMany(integration => StageVariables.FillInEverywhere(integration.Uri ?? "", api.Stages))
        .Select(HostOf)
        .OfType<string>();

    // Not addresses, names without a dot (which are no public ones) and placeholders.
    private static string? HostOf(string address) => Host().Match(address) is { Success: true } match
        && match.Groups["host"].Value.TrimEnd('.').ToLowerInvariant() is var host
        && host.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(host) is UriHostNameType.Dns
            ? host
            : null;

    [GeneratedRegex(
        "^https?://([^/?#@]*@)?(?<host>[^/?#@:{}$\\[\\]]+)(:[0-9]+)?([/?#]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Host();

    // Every name of API Gateway's own is in DNS, whether or not there is such an API: there is nothing to ask.
    [GeneratedRegex(
        "\\.execute-api\\.[a-z0-9-]+\\.(amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws|on\\.aws)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex ApiGatewayName();
}
