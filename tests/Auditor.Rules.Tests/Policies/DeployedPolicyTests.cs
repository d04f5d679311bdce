using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

/// <summary>A resource policy takes effect with the next deployment: until then callers meet the deployed one (aws-facts.md 0.1).</summary>
public sealed class DeployedPolicyTests
{
    private static readonly string Closed = Of(AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""));
    private static readonly string OfStranger = Of(Allow.Replace(
        "\"*\"", """{"AWS":"arn:aws:iam::444455556666:root"}""", StringComparison.Ordinal));
    private static readonly string Mistaken = Of(
        Allow,
        Allow.Replace("execute-api:/*", "execute-api:/prod/GET/invoices", StringComparison.Ordinal).Replace("Anyone", "Second", StringComparison.Ordinal));

    public static TheoryData<string, Rule, string, AuthorizationKind> Judged => new()
    {
        { "5001", new ResourcePolicyOpen(), Of(Allow), AuthorizationKind.None },
        { "5004", new PolicyTrustsUnknownAccount(), OfStranger, AuthorizationKind.AwsIam },
        { "5005", new PolicyStatementWithoutEffect(), Mistaken, AuthorizationKind.None },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void What_is_deployed_is_flagged_though_the_working_copy_was_mended(
        string id, Rule rule, string flagged, AuthorizationKind authorization) =>
        Findings(rule, On(Closed, authorization), deployed: flagged).ShouldHaveSingleItem(id);

    [Theory]
    [MemberData(nameof(Judged))]
    public void What_is_not_deployed_yet_is_not_flagged(string id, Rule rule, string flagged, AuthorizationKind authorization) =>
        Findings(rule, On(flagged, authorization), deployed: Closed).ShouldBeEmpty(id);

    // An export writes the same policy in other words.
    [Fact]
    public void A_statement_for_one_stage_has_effect_though_another_stage_serves_it_in_other_words()
    {
        var policy = Of(Allow.Replace("execute-api:/*", "execute-api:/prod/*", StringComparison.Ordinal));
        var estate = On(policy).WithApi(api => api with
        {
            Stages = ImmutableArray.Create(api.Stages.Value[0], api.Stages.Value[0] with { Name = "test", DeploymentId = "other1" }),
            Deployments = [api.Deployments[0], api.Deployments[0] with { Id = "other1", Definition = Definition(api, Escaped(policy)) }],
        });

        Audit.Run(estate, [new PolicyStatementWithoutEffect()]).Findings.ShouldBeEmpty();
    }

    private static ImmutableArray<Finding> Findings(Rule rule, Estate workingCopy, string deployed) =>
        Audit.Run(
            workingCopy.WithApi(api => api with { Deployments = [.. api.Deployments.Select(deployment => deployment with { Definition = Definition(api, deployed) })] }),
            [rule]).Findings;

    private static DeployedDefinition Definition(Api api, string policy) =>
        new() { Routes = api.Routes.Value, Authorizers = [], ResourcePolicy = policy };
}
