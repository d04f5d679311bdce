using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Aws.Services.Waf;

/// <summary>Reads the web ACLs that stages name, one call for each, and the rule groups and IP sets that they refer to.</summary>
internal sealed class WebAclReader(RegionReader region)
{
    // A web ACL has a logging configuration for each (WAF API reference, "GetLoggingConfiguration"); without LogScope the first is
    // answered.
    private static readonly ImmutableArray<string?> LogScopes = [null, "SECURITY_LAKE", "CLOUDWATCH_TELEMETRY_RULE_MANAGED"];

    private readonly AsyncCache<WebAcl> _webAcls = new();
    private readonly AsyncCache<Fact<ImmutableArray<Wire.WafRule>>> _groups = new();
    private readonly AsyncCache<Fact<ImmutableArray<string>>> _ipSets = new();

    public async Task<ImmutableArray<WebAcl>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var arns = apis.SelectMany(api => api.Stages.ValueOr([]))
            .Select(stage => stage.WebAclArn)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return [.. await Task.WhenAll(arns.Select(arn => _webAcls.GetAsync(arn, () => ReadAsync(arn, cancellationToken)))).ConfigureAwait(false)];
    }

    private async Task<WebAcl> ReadAsync(string arn, CancellationToken cancellationToken)
    {
        if (!arn.Contains(":wafv2:", StringComparison.Ordinal))
        {
            var classic = new Unknown("It is a web ACL of AWS WAF Classic, whose rules are not read.")
            {
                Operation = WafOperations.GetWebAcl.Id,
                Code = "ClassicWebAcl",
            };
            return new() { Arn = arn, Definition = classic, IsLogged = classic };
        }

        var definition = region.Needs(Needs.WebAcls)
            ? DefinitionAsync(arn, cancellationToken)
            : Task.FromResult(default(Fact<WebAclDefinition>));
        var acl = region.Needs(Needs.WebAclLogging)
            ? await WithLoggingAsync(new() { Arn = arn }, cancellationToken).ConfigureAwait(false)
            : new() { Arn = arn };
        return acl with { Definition = await definition.ConfigureAwait(false) };
    }

    private async Task<Fact<WebAclDefinition>> DefinitionAsync(string arn, CancellationToken cancellationToken)
    {
        const string Lost = "Whom the web ACL lets in, and whether it blocks anything.";
        var answer = await region.Gaps.TryAsync(
            () => region.CallAsync(WafOperations.GetWebAcl, new() { ["ARN"] = arn }, cancellationToken),
            arn,
            Lost).ConfigureAwait(false);
        if (answer.Unknown is { } reason)
        {
            return reason;
        }

        return answer.Value.WebAcl switch
        {
            null => Missing(WafOperations.GetWebAcl, "web ACL", arn, Lost),
            { Rules: null } => Missing(WafOperations.GetWebAcl, "list of rules", arn, Lost),
            var acl => await DefinitionAsync(acl, arn, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<WebAcl> WithLoggingAsync(WebAcl acl, CancellationToken cancellationToken)
    {
        var dropsAll = false;
        foreach (var scope in LogScopes)
        {
            var configuration = await LoggingAsync(acl.Arn, scope, cancellationToken).ConfigureAwait(false);
            if (configuration.Unknown is { } reason)
            {
                return acl with { IsLogged = reason };
            }

            if (configuration.Value is not { LogDestinationConfigs: { } destinations } || AnswerTexts.Texts(destinations) is [])
            {
                continue;
            }

            if (!DropsEveryRecord(configuration.Value.LoggingFilter))
            {
                return acl with { IsLogged = true };
            }

            dropsAll = true;
        }

        return acl with { IsLogged = false, DropsEveryLogRecord = dropsAll ? true : null };
    }

    // That nothing is logged is told as an error, and so is a scope that the Region does not have.
    private async Task<Fact<Wire.LoggingConfiguration?>> LoggingAsync(string arn, string? scope, CancellationToken cancellationToken)
    {
        const string Lost = "Whether anybody could tell what the web ACL blocked.";
        var answer = await region.Gaps.TryAsync(
            async () =>
            {
                try
                {
                    return await Absence.NullWhenGoneAsync(
                        () => region.CallAsync(
                            WafOperations.GetLoggingConfiguration,
                            scope is null ? new() { ["ResourceArn"] = arn } : new() { ["ResourceArn"] = arn, ["LogScope"] = scope },
                            cancellationToken),
                        Absence.WafNonexistentItem).ConfigureAwait(false);
                }
                catch (Transport.AwsCallException failure) when (scope is not null && failure.ErrorCode is "WAFInvalidParameterException")
                {
                    return null;
                }
            },
            arn,
            Lost).ConfigureAwait(false);
        return answer switch
        {
            { Unknown: { } reason } => reason,
            { Value: null } => (Wire.LoggingConfiguration?)null,
            { Value.LoggingConfiguration: { LogDestinationConfigs: not null } configuration } => configuration,
            _ => Missing(WafOperations.GetLoggingConfiguration, "log destinations", arn, Lost),
        };
    }

    // A filter keeps or drops what it matches, and does one of both with the rest.
    private static bool DropsEveryRecord(Wire.LoggingFilter? filter) =>
        filter is { DefaultBehavior: "DROP" }
            && (filter.Filters ?? []).OfType<Wire.LoggingFilterEntry>().All(entry => entry.Behavior is "DROP");

    private async Task<WebAclDefinition> DefinitionAsync(Wire.WebAcl acl, string arn, CancellationToken cancellationToken)
    {
        var own = (acl.Rules ?? []).OfType<Wire.WafRule>().OrderBy(rule => rule.Priority);
        ImmutableArray<Wire.WafRule> ordered =
        [
            .. Managed(acl.PreProcessFirewallManagerRuleGroups),
            .. own,
            .. Managed(acl.PostProcessFirewallManagerRuleGroups),
        ];
        var groups = await ByKeyAsync(
            ordered.Where(rule => WafRuleReader.GroupOf(rule) is not null).DistinctBy(WafRuleReader.GroupOf),
            rule => WafRuleReader.GroupOf(rule) ?? "",
            rule => GroupAsync(rule, cancellationToken)).ConfigureAwait(false);
        var ipSets = await ByKeyAsync(
            ordered.Concat(groups.Values.SelectMany(group => group.ValueOr([])))
                .SelectMany(WafRuleReader.IpSetsOf)
                .Distinct(StringComparer.Ordinal),
            set => set,
            set => IpSetAsync(set, cancellationToken)).ConfigureAwait(false);
        var rules = new WafRuleReader(groups, ipSets);
        return new()
        {
            Name = acl.Name ?? arn,
            DefaultAction = WafRuleReader.Action(acl.DefaultAction),
            Rules = [.. ordered.Select(rules.Read)],
        };
    }

    private static async Task<Dictionary<string, T>> ByKeyAsync<TItem, T>(
        IEnumerable<TItem> items, Func<TItem, string> key, Func<TItem, Task<T>> read)
    {
        var answers = await Task.WhenAll(items.Select(async item => (Key: key(item), Value: await read(item).ConfigureAwait(false))))
            .ConfigureAwait(false);
        return answers.ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<Wire.WafRule> Managed(IReadOnlyList<Wire.ManagerRuleGroup?>? groups) =>
        (groups ?? []).OfType<Wire.ManagerRuleGroup>()
        .OrderBy(group => group.Priority)
        .Select(group => new Wire.WafRule { Name = group.Name, Priority = group.Priority, Statement = group.FirewallManagerStatement, OverrideAction = group.OverrideAction });

    private Task<Fact<ImmutableArray<Wire.WafRule>>> GroupAsync(Wire.WafRule reference, CancellationToken cancellationToken)
    {
        var key = WafRuleReader.GroupOf(reference) ?? "";
        var (kind, statement) = WafStatementReader.Of(reference.Statement);
        return _groups.GetAsync(
            key,
            () => kind is WafStatementReader.RuleGroup ? OwnGroupAsync(key, cancellationToken) : ManagedGroupAsync(statement, cancellationToken));
    }

    private async Task<Fact<ImmutableArray<Wire.WafRule>>> OwnGroupAsync(string arn, CancellationToken cancellationToken)
    {
        const string Lost = "Whether the rule group blocks anything.";
        var answer = await region.Gaps.TryAsync(
            () => region.CallAsync(WafOperations.GetRuleGroup, new() { ["ARN"] = arn }, cancellationToken), arn, Lost)
            .ConfigureAwait(false);
        return answer switch
        {
            { Unknown: { } reason } => reason,
            { Value.RuleGroup.Rules: { } rules } => ImmutableArray.CreateRange(rules.OfType<Wire.WafRule>()),
            _ => Missing(WafOperations.GetRuleGroup, "list of rules", arn, Lost),
        };
    }

    private async Task<Fact<ImmutableArray<Wire.WafRule>>> ManagedGroupAsync(
        System.Text.Json.JsonElement statement, CancellationToken cancellationToken)
    {
        var (vendor, name, version) = (WafStatementReader.Text(statement, "VendorName"), WafStatementReader.Text(statement, "Name"), WafStatementReader.Text(statement, "Version"));
        var lost = $"Which rules of the managed rule group {Quote.Of($"{vendor}/{name}")} are left after the overrides.";
        var answer = await region.Gaps.TryAsync(
            () => region.CallAsync(
                WafOperations.DescribeManagedRuleGroup,
                new() { ["VendorName"] = vendor, ["Name"] = name, ["Scope"] = "REGIONAL", ["VersionName"] = version },
                cancellationToken),
            $"{vendor}/{name}",
            lost).ConfigureAwait(false);
        return answer switch
        {
            { Unknown: { } reason } => reason,
            { Value.Rules: { } rules } => ImmutableArray.CreateRange(rules.OfType<Wire.WafRule>()),
            _ => Missing(WafOperations.DescribeManagedRuleGroup, "list of rules", $"{vendor}/{name}", lost),
        };
    }

    private Task<Fact<ImmutableArray<string>>> IpSetAsync(
        string arn, CancellationToken cancellationToken) => _ipSets.GetAsync(arn, async () =>
    {
        const string Lost = "Which addresses a rule of the web ACL means.";
        // arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/name/id
        if (arn.Split('/') is not [.., var name, var id])
        {
            return new Unknown("The rule names no IP set.");
        }

        var answer = await region.Gaps.TryAsync(
            () =>
                region.CallAsync(WafOperations.GetIpSet, new() { ["Name"] = name, ["Scope"] = "REGIONAL", ["Id"] = id }, cancellationToken),
            arn,
            Lost).ConfigureAwait(false);
        return answer switch
        {
            { Unknown: { } reason } => reason,
            // AWS WAF answers an empty list for an empty set.
            { Value.IpSet.Addresses: { } addresses } => AnswerTexts.Texts(addresses),
            _ => Missing(WafOperations.GetIpSet, "list of addresses", arn, Lost),
        };
    });

    private Unknown Missing(Operation operation, string what, string target, string lost) =>
        region.Gaps.Add(operation.Id, "MissingMember", $"The answer of {operation.Id} has no {what}.", target, lost);
}
