using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>Where nobody can call an API, rules about who can are quiet, and rules about how it is kept are not.</summary>
public sealed class NobodyCanCall
{
    // Who gets in, and by what way.
    private static readonly ImmutableArray<string> AboutCallers =
        ["AGW1001", "AGW1002", "AGW1003", "AGW1004", "AGW1005", "AGW1016", "AGW2001", "AGW2002", "AGW2003", "AGW2005", "AGW4001", "AGW4007"];

    private static readonly ImmutableArray<string> AboutKeeping = ["AGW1006", "AGW1007", "AGW1010", "AGW1012", "AGW2006", "AGW2007", "AGW6003", "AGW7010"];

    [Fact]
    public void Both_speak_of_the_worst_estate() => AboutCallers.AddRange(AboutKeeping).Except(RulesThatFlag(WorstEstate.Make()), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void An_API_with_neither_name_can_be_called_by_nobody()
    {
        var flagged = RulesThatFlag(WorstEstate.Make().WithApi(api => api with { DisableExecuteApiEndpoint = true }).WithScope(scope => scope with { Domains = ImmutableArray<Domain>.Empty }));

        flagged.Intersect(AboutCallers, StringComparer.Ordinal).ShouldBeEmpty();
        AboutKeeping.Except(flagged, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void An_API_that_is_not_deployed_can_be_called_by_nobody()
    {
        var flagged = RulesThatFlag(WorstEstate.Make().WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }).WithScope(scope => scope with { Domains = ImmutableArray<Domain>.Empty }));

        flagged.Intersect(AboutCallers, StringComparer.Ordinal).ShouldBeEmpty();
        flagged.ShouldContain("AGW7003");
    }

    [Fact]
    public void A_PRIVATE_API_can_be_called_by_no_stranger()
    {
        var flagged = RulesThatFlag(WorstEstate.Make()
            .WithApi(api => api.IsRest ? api with { EndpointType = EndpointType.Private, SecurityPolicy = "TLS_1_2", ResourcePolicy = null } : api with { Stages = ImmutableArray<Stage>.Empty })
            .WithScope(scope => scope with { Domains = ImmutableArray<Domain>.Empty }));

        flagged.Intersect(AboutCallers, StringComparer.Ordinal).ShouldBeEmpty();
        // The HTTP and WebSocket APIs of the estate were left out.
        AboutKeeping.Except(["AGW1010", "AGW1012"], StringComparer.Ordinal).Except(flagged, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static ImmutableArray<string> RulesThatFlag(Estate estate) =>
        [.. Audit.Run(estate, EveryRule.All).Flagged.Select(finding => finding.Rule.Id).Distinct(StringComparer.Ordinal)];
}
