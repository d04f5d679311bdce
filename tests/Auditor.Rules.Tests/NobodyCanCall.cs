using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>Where nobody can call an API, rules about who can are quiet, and rules about how it is kept are not.</summary>
public sealed class NobodyCanCall
{
    public static TheoryData<Type> AboutCallers => [.. EveryRule.All.Where(RuleExamples.IsAboutCallers).Select(rule => rule.GetType())];

    // Domain names are taken away here, so nothing can be said of them.
    public static TheoryData<Type> AboutKeeping =>
        [.. EveryRule.All.Where(rule => !RuleExamples.IsAboutCallers(rule) && rule.SubjectType != typeof(DomainSubject)).Select(rule => rule.GetType())];

    public static TheoryData<Type> AboutKeepingRestApis =>
    [
        .. EveryRule.All
            .Where(rule => !RuleExamples.IsAboutCallers(rule) && Flags(rule.GetType(), OnlyRest(RuleExamples.Of(rule.GetType()))))
            .Select(rule => rule.GetType()),
    ];

    [Theory]
    [MemberData(nameof(AboutCallers))]
    public void An_API_with_neither_name_can_be_called_by_nobody(Type rule) =>
        Flags(rule, WithoutNames(RuleExamples.Of(rule))).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(AboutKeeping))]
    public void An_API_with_neither_name_is_kept_all_the_same(Type rule) => Flags(rule, WithoutNames(RuleExamples.Of(rule))).ShouldBeTrue(
        $"If {rule.Name} is right to be quiet where nobody can call the API, give {rule.Name}Tests an [AboutCallers].");

    [Theory]
    [MemberData(nameof(AboutCallers))]
    public void An_API_that_is_not_deployed_can_be_called_by_nobody(Type rule) =>
        Flags(rule, NotDeployed(RuleExamples.Of(rule))).ShouldBeFalse();

    [Fact]
    public void An_API_that_is_not_deployed_is_told_of() => Flags(typeof(ApiWithoutStage), NotDeployed(WorstEstate.Make())).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(AboutCallers))]
    public void A_PRIVATE_API_can_be_called_by_no_stranger(Type rule) => Flags(rule, Private(RuleExamples.Of(rule))).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(AboutKeepingRestApis))]
    public void A_PRIVATE_API_is_kept_all_the_same(Type rule) => Flags(rule, Private(RuleExamples.Of(rule))).ShouldBeTrue();

    private static bool Flags(Type rule, Estate estate) => Audit.Run(estate, [EveryRule.Create(rule)]).Flagged.Any();

    private static Estate WithoutNames(Estate estate) =>
        WithoutDomains(estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }));

    private static Estate NotDeployed(Estate estate) =>
        WithoutDomains(estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }));

    // As they can be PRIVATE, too.
    private static Estate OnlyRest(Estate estate) => WithoutDomains(estate.WithApi(api => api.IsRest
        ? api with { SecurityPolicy = "TLS_1_2", ResourcePolicy = null }
        : api with { Stages = ImmutableArray<Stage>.Empty }));

    private static Estate Private(Estate estate) =>
        OnlyRest(estate).WithApi(api => api.IsRest ? api with { EndpointType = EndpointType.Private } : api);

    private static Estate WithoutDomains(Estate estate) => estate.WithScope(scope => scope with { Domains = ImmutableArray<Domain>.Empty });
}
