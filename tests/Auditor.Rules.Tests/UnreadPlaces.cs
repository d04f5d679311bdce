using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>
/// Where an account or a Region could not be read, every rule says that it could not tell: silence would count as clean, and as mended.
/// </summary>
public sealed class UnreadPlaces
{
    private static readonly Unknown Closed = Example.Denied;

    // As a scan writes it that could not enter the account: one reason for everything.
    private static readonly Estate Unread = new()
    {
        CollectedAt = Example.Now,
        Accounts = [new() { Id = Example.Account, IdentityPolicies = Closed, Principals = Closed }],
        Scopes =
        [
            new()
            {
                Account = Example.Account,
                Region = Example.Region,
                Settings = Closed,
                RestApis = Closed,
                HttpAndWebSocketApis = Closed,
                Domains = Closed,
                UsagePlans = Closed,
                ApiKeys = Closed,
                VpcLinks = Closed,
                ClientCertificates = Closed,
                DomainAccessAssociations = Closed,
                Portals = Closed,
                Alarms = Closed,
                ConfigRecording = Closed,
            },
        ],
    };

    public static TheoryData<Type> Rules => EveryRule.Rules;

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_rule_is_silent_about_what_was_not_read(Type rule)
    {
        var result = Audit.Run(Unread, [EveryRule.Create(rule)]);

        result.Inconclusive.ShouldNotBeEmpty();
        result.Flagged.ShouldBeEmpty();
    }

    // One kind of API was read, and there is none of it: rules about the other kind could not tell, whatever else they look at.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Nor_where_only_the_kind_of_API_was_not_read_that_it_is_about(Type rule)
    {
        var info = EveryRule.Create(rule).Info;
        var unread = Unread.WithScope(scope => info.AppliesTo.Contains(ApiKind.Rest)
            ? scope with { HttpAndWebSocketApis = ImmutableArray<Api>.Empty }
            : scope with { RestApis = ImmutableArray<Api>.Empty });

        Audit.Run(unread, [EveryRule.Create(rule)]).Inconclusive.ShouldNotBeEmpty();
    }
}
