using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

public sealed class ExactnessForSignedCallers(ITestOutputHelper output) : ExactnessProof(output)
{
    [Fact]
    public void The_solver_agrees_with_trying_every_request_on_a_few_policies() =>
        Compare(PolicySketches.Signed, SmallWorld.Signed, count: 40, leastCases: 1_000);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void The_solver_agrees_with_trying_every_request() =>
        Compare(PolicySketches.Signed, SmallWorld.Signed, count: 700, leastCases: 25_000);

    // Every way to ask for "some organization", alone and before or after a Deny that asks for one.
    [Theory]
    [InlineData("StringLike", "aws:PrincipalOrgID", "o-*")]
    [InlineData("StringLikeIfExists", "aws:PrincipalOrgID", "o-*")]
    [InlineData("StringNotLike", "aws:PrincipalOrgID", "o-*")]
    [InlineData("StringEquals", "aws:PrincipalOrgID", "o-*")]
    [InlineData("StringNotEquals", "aws:PrincipalOrgID", "o-*")]
    [InlineData("ForAllValues:StringLike", "aws:PrincipalOrgID", "o-*")]
    [InlineData("ForAnyValue:StringNotLike", "aws:PrincipalOrgID", "o-*")]
    [InlineData("StringLike", "aws:PrincipalOrgPaths", "o-*/r/*")]
    [InlineData("ForAllValues:StringNotLike", "aws:PrincipalOrgPaths", "o-*/r/*")]
    public void It_agrees_where_everyone_of_any_organization_is_meant(string operation, string key, string value)
    {
        var allow = """{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }""";
        string[] asking = [.. new[] { "Allow", "Deny" }.Select(effect => allow
            .Replace("Allow", effect, StringComparison.Ordinal)
            .Replace("\"*\" }", $$$"""
            "*", "Condition": { "{{{operation}}}": { "{{{key}}}": "{{{value}}}" } } }
            """, StringComparison.Ordinal))];
        var named = asking[0].Replace(value, value.Replace("o-*", "o-1", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var statements in new string[][] { [asking[0]], [allow, asking[1]], [named, asking[1]], [asking[0], named.Replace("Allow", "Deny", StringComparison.Ordinal)] })
        {
            Compare(PolicySketches.Document(statements), SmallWorld.Signed);
        }
    }
}
