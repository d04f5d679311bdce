using System.Text.Json;
using Auditor.Aws.Operations;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Aws.Collection;

/// <summary>Reads the web ACLs that stages name, one call for each, and the rule groups that they refer to.</summary>
internal sealed class WebAclReader(RegionReader region)
{
    private readonly Once<WebAcl> _webAcls = new();
    private readonly Once<Fact<ImmutableArray<Wire.WafRule>>> _groups = new();
    private readonly Once<Fact<bool>> _ipSets = new();

    public async Task<ImmutableArray<WebAcl>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var arns = apis.SelectMany(api => api.Stages.ValueOr([])).Select(stage => stage.WebAclArn).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. await Task.WhenAll(arns.Select(arn => _webAcls.GetAsync(arn, () => ReadAsync(arn, cancellationToken)))).ConfigureAwait(false)];
    }

    private async Task<WebAcl> ReadAsync(string arn, CancellationToken cancellationToken)
    {
        if (!arn.Contains(":wafv2:", StringComparison.Ordinal))
        {
            var classic = new Unknown("It is a web ACL of AWS WAF Classic, whose rules are not read.") { Operation = NeighbourOperations.GetWebAcl.Id, Code = "ClassicWebAcl" };
            return new() { Arn = arn, Definition = classic, IsLogged = classic };
        }

        var definition = region.Needs(Needs.WebAcls) ? DefinitionAsync(arn, cancellationToken) : Task.FromResult(default(Fact<WebAclDefinition>));
        var isLogged = region.Needs(Needs.WebAclLogging) ? IsLoggedAsync(arn, cancellationToken) : Task.FromResult(default(Fact<bool>));
        return new() { Arn = arn, Definition = await definition.ConfigureAwait(false), IsLogged = await isLogged.ConfigureAwait(false) };
    }

    private async Task<Fact<WebAclDefinition>> DefinitionAsync(string arn, CancellationToken cancellationToken)
    {
        var answer = await region.Gaps.TryAsync(
            () => region.CallAsync(NeighbourOperations.GetWebAcl, new() { ["ARN"] = arn }, cancellationToken),
            arn,
            "Whether the web ACL blocks anything.").ConfigureAwait(false);
        if (answer.Unknown is { } reason)
        {
            return reason;
        }

        return answer.Value.WebAcl is { } acl
            ? await DefinitionAsync(acl, arn, cancellationToken).ConfigureAwait(false)
            : region.Gaps.Add(NeighbourOperations.GetWebAcl.Id, "MissingMember", $"The answer of {NeighbourOperations.GetWebAcl.Id} has no web ACL.", arn, "Whether the web ACL blocks anything.");
    }

    // That nothing is logged is told as an error.
    private async Task<Fact<bool>> IsLoggedAsync(string arn, CancellationToken cancellationToken)
    {
        var answer = await region.Gaps.TryAsync(
            () => Absence.NullWhenGoneAsync(() => region.CallAsync(NeighbourOperations.GetLoggingConfiguration, new() { ["ResourceArn"] = arn }, cancellationToken), Absence.WafNonexistentItem),
            arn,
            "Whether anybody could tell what the web ACL blocked.").ConfigureAwait(false);
        return answer.Select(configuration => WireWords.Texts(configuration?.LoggingConfiguration?.LogDestinationConfigs) is not []);
    }

    private async Task<WebAclDefinition> DefinitionAsync(Wire.WebAcl acl, string arn, CancellationToken cancellationToken)
    {
        var own = (acl.Rules ?? []).OfType<Wire.WafRule>().OrderBy(rule => rule.Priority);
        var ordered = Managed(acl.PreProcessFirewallManagerRuleGroups).Concat(own).Concat(Managed(acl.PostProcessFirewallManagerRuleGroups));
        return new()
        {
            Name = acl.Name ?? arn,
            DefaultAction = Action(acl.DefaultAction),
            Rules = [.. await Task.WhenAll(ordered.Select(rule => RuleAsync(rule, cancellationToken))).ConfigureAwait(false)],
        };
    }

    private static IEnumerable<Wire.WafRule> Managed(IReadOnlyList<Wire.ManagerRuleGroup?>? groups) => (groups ?? []).OfType<Wire.ManagerRuleGroup>()
        .OrderBy(group => group.Priority)
        .Select(group => new Wire.WafRule { Name = group.Name, Priority = group.Priority, Statement = group.FirewallManagerStatement, OverrideAction = group.OverrideAction });

    private async Task<WafRule> RuleAsync(Wire.WafRule rule, CancellationToken cancellationToken)
    {
        var (kind, statement) = WafStatement.Of(rule.Statement);
        var action = Action(rule.Action ?? rule.OverrideAction);
        return new()
        {
            Name = rule.Name ?? "",
            Priority = rule.Priority ?? 0,
            Action = action,
            Statement = kind,
            MatchesEverything = await MatchesEverythingAsync(kind, statement, action, cancellationToken).ConfigureAwait(false),
            GroupRules = await GroupRulesAsync(kind, statement, action, cancellationToken).ConfigureAwait(false),
            ManagedGroup = kind is WafStatement.ManagedGroup ? $"{WafStatement.Text(statement, "VendorName")}/{WafStatement.Text(statement, "Name")}" : null,
            RateLimit = kind is "RateBasedStatement" && statement.TryGetProperty("Limit", out var limit) && limit.TryGetInt64(out var number) ? number : null,
        };
    }

    private async Task<Fact<ImmutableArray<WafRule>?>> GroupRulesAsync(string kind, JsonElement statement, WafAction action, CancellationToken cancellationToken)
    {
        if (kind is not (WafStatement.RuleGroup or WafStatement.ManagedGroup))
        {
            return (ImmutableArray<WafRule>?)null;
        }

        if (action is not WafAction.Group)
        {
            return new Unknown("The rules of the group were not read: all that they do is overridden.") { Operation = NeighbourOperations.GetRuleGroup.Id, Code = "NotNeeded" };
        }

        var rules = await GroupAsync(kind, statement, cancellationToken).ConfigureAwait(false);
        if (rules.Unknown is { } reason)
        {
            return reason;
        }

        var overrides = WafStatement.Overrides(statement);
        return (ImmutableArray<WafRule>?)[
            .. (await Task.WhenAll(rules.Value.OrderBy(rule => rule.Priority).Select(rule => RuleAsync(rule, cancellationToken))).ConfigureAwait(false))
                .Select(rule => overrides.TryGetValue(rule.Name, out var action) ? rule with { Action = action } : rule)];
    }

    private Task<Fact<ImmutableArray<Wire.WafRule>>> GroupAsync(string kind, JsonElement statement, CancellationToken cancellationToken)
    {
        if (kind is WafStatement.RuleGroup)
        {
            var arn = WafStatement.Text(statement, "ARN") ?? "";
            return _groups.GetAsync(arn, () => region.Gaps.TryAsync(
                async () => ImmutableArray.CreateRange(((await region.CallAsync(NeighbourOperations.GetRuleGroup, new() { ["ARN"] = arn }, cancellationToken).ConfigureAwait(false)).RuleGroup?.Rules ?? []).OfType<Wire.WafRule>()),
                arn,
                "Whether the rule group blocks anything."));
        }

        var (vendor, name, version) = (WafStatement.Text(statement, "VendorName"), WafStatement.Text(statement, "Name"), WafStatement.Text(statement, "Version"));
        return _groups.GetAsync($"{vendor}/{name}/{version}", () => region.Gaps.TryAsync(
            async () =>
            {
                var group = await region.CallAsync(
                    NeighbourOperations.DescribeManagedRuleGroup,
                    new() { ["VendorName"] = vendor, ["Name"] = name, ["Scope"] = "REGIONAL", ["VersionName"] = version },
                    cancellationToken).ConfigureAwait(false);
                return ImmutableArray.CreateRange((group.Rules ?? []).OfType<Wire.WafRule>());
            },
            $"{vendor}/{name}",
            $"Which rules of the managed rule group {Quote.Of($"{vendor}/{name}")} are left after the overrides."));
    }

    private async Task<Fact<bool>> MatchesEverythingAsync(string kind, JsonElement statement, WafAction action, CancellationToken cancellationToken)
    {
        if (kind is not "IPSetReferenceStatement")
        {
            return WafStatement.MatchesEverything(kind, statement);
        }

        // Only a rule that lets requests through makes those after it pointless.
        if (action is not WafAction.Allow)
        {
            return new Unknown("The IP set was not read: the rule lets nothing through.");
        }

        var arn = WafStatement.Text(statement, "ARN") ?? "";
        // arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/name/id
        return arn.Split('/') is [.., var name, var id]
            ? await _ipSets.GetAsync(arn, () => region.Gaps.TryAsync(
                async () =>
                {
                    var answer = await region.CallAsync(NeighbourOperations.GetIpSet, new() { ["Name"] = name, ["Scope"] = "REGIONAL", ["Id"] = id }, cancellationToken).ConfigureAwait(false);
                    return WafStatement.IsWholeInternet(WireWords.Texts(answer.IpSet?.Addresses));
                },
                arn,
                "Whether the IP set, which a web ACL lets through, holds every address.")).ConfigureAwait(false)
            : new Unknown("The rule names no IP set.");
    }

    private static WafAction Action(Wire.WafAction? action) => action switch
    {
        { Allow: not null } => WafAction.Allow,
        { Block: not null } => WafAction.Block,
        { Count: not null } => WafAction.Count,
        { Captcha: not null } => WafAction.Captcha,
        { Challenge: not null } => WafAction.Challenge,
        { None: not null } => WafAction.Group,
        _ => WafAction.Other,
    };
}
