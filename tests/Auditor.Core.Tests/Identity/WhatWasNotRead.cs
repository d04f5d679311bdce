using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>What takes back and was not read is named, once for an account, where it could matter.</summary>
public sealed class WhatWasNotRead
{
    private static readonly Needs Asked = Needs.Exposure | Needs.IdentityPolicies;

    [Theory]
    [InlineData("execute-api:Invoke")]
    [InlineData("apigateway:PATCH")]
    [InlineData("*")]
    public void Is_named_once_where_a_policy_allows_something_of_APIs(string action)
    {
        var estate = new SmallAccount { OfUser = Allow(action), OfGroup = Allow(action), OfRole = Allow(action) }.Estate;

        var assumption = Assumptions.Of(estate, Asked).ShouldHaveSingleItem();
        assumption.Account.ShouldBe(Id);
        assumption.Text.ShouldContain("Service control policies");
        assumption.Text.ShouldContain("session policies");
        assumption.Text.ShouldContain("--organization");
    }

    [Fact]
    public void Is_not_named_where_nothing_could_be_taken_back()
    {
        var something = new SmallAccount { OfRole = Allow() };

        Assumptions.Of(new SmallAccount { OfRole = Allow("s3:*") + "," + Deny("execute-api:*") }.Estate, Asked)
            .ShouldBeEmpty("no policy is about APIs");
        Assumptions.Of(new SmallAccount { OfRole = Allow(), Levels = [Allow("*")] }.Estate, Asked)
            .ShouldBeEmpty("the organization was read");
        Assumptions.Of(something.Estate, Needs.Exposure).ShouldBeEmpty("no rule asks for IAM policies");
        Assumptions.Of(something.Estate with { Scopes = [] }, Asked).ShouldBeEmpty("there is no API");
        Assumptions.Of(something.Estate with { Accounts = [new() { Id = Id }] }, Asked).ShouldBeEmpty("IAM was not read");
    }
}
