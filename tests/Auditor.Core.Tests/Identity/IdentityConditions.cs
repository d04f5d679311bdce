using System.Collections.Immutable;
using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>Conditions of identity policies whose answer the inventory or the request knows, and those of which nobody does.</summary>
/// <remarks>
/// IAM user guide: "AWS global condition context keys", "IAM JSON policy elements: Condition operators", "Variables and tags", "Revoke IAM
/// role temporary security credentials".
/// </remarks>
public sealed class IdentityConditions
{
    private const string Past = "2020-01-01T00:00:00Z";
    private const string Future = "2030-01-01T00:00:00Z";

    // y: may call, n: may not, p: perhaps; of an Allow under the condition, and of an Allow with a Deny under it.
    public static TheoryData<string, char, char> OfTheRole => new()
    {
        { $"'DateLessThan':{{'aws:CurrentTime':'{Past}'}}", 'n', 'y' },
        { $"'DateGreaterThan':{{'aws:CurrentTime':'{Past}'}}", 'y', 'n' },
        { $"'DateLessThan':{{'aws:CurrentTime':'{Future}'}}", 'y', 'n' },
        { $"'DateLessThan':{{'aws:TokenIssueTime':'{Past}'}}", 'n', 'y' },
        { $"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}", 'y', 'n' },
        { $"'ArnNotLike':{{'aws:PrincipalArn':'arn:aws:iam::{Id}:role/apps/*'}}", 'n', 'y' },
        { $"'StringEquals':{{'aws:PrincipalAccount':'{Id}'}}", 'y', 'n' },
        { $"'StringNotEquals':{{'aws:PrincipalAccount':'{Id}'}}", 'n', 'y' },
        { "'StringEquals':{'aws:PrincipalType':'AssumedRole'}", 'y', 'n' },
        { "'StringLike':{'aws:userid':'AROAEXAMPLE:*'}", 'y', 'n' },
        { "'StringLike':{'aws:userid':'AROAOTHER:*'}", 'n', 'y' },
        { "'StringLike':{'aws:username':'*'}", 'n', 'y' },
        { "'StringNotLike':{'aws:username':'jane'}", 'y', 'n' },
        { "'Null':{'aws:username':'true'}", 'y', 'n' },
        { "'StringEqualsIfExists':{'aws:username':'jane'}", 'y', 'n' },
        { "'StringEquals':{'aws:PrincipalTag/team':'orders'}", 'y', 'n' },
        { "'StringEquals':{'aws:PrincipalTag/TEAM':'billing'}", 'n', 'y' },
        { "'StringEquals':{'aws:PrincipalTag/stage':'prod'}", 'n', 'y' },
        { "'StringNotEquals':{'aws:PrincipalTag/stage':'prod'}", 'y', 'n' },
        { "'StringEquals':{'aws:RequestedRegion':'eu-west-1'}", 'y', 'n' },
        { "'StringNotEquals':{'aws:RequestedRegion':['eu-west-1','eu-central-1']}", 'n', 'y' },
        { "'StringLike':{'aws:RequestedRegion':'us-*'}", 'n', 'y' },
        { "'StringEquals':{'aws:ResourceAccount':'${aws:PrincipalAccount}'}", 'y', 'n' },
        { "'Bool':{'aws:SecureTransport':'true'}", 'y', 'n' },
        { "'Bool':{'aws:ViaAWSService':'true'}", 'n', 'y' },
        { "'ForAnyValue:StringEquals':{'aws:CalledVia':'cloudformation.amazonaws.com'}", 'n', 'y' },
        { "'ForAllValues:StringEquals':{'aws:CalledVia':'cloudformation.amazonaws.com'}", 'y', 'n' },
        { "'StringEquals':{'aws:SourceVpce':'vpce-0a1b2c3d'}", 'n', 'y' },
        { "'StringNotEquals':{'aws:SourceVpce':'vpce-0a1b2c3d'}", 'y', 'n' },
        { "'StringEqualsIfExists':{'aws:SourceVpce':'vpce-0a1b2c3d'}", 'y', 'n' },
        { "'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}", 'y', 'n' },
        { "'IpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']}", 'y', 'n' },
        { "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}", 'n', 'y' },
        { "'StringLike':{'aws:UserAgent':'*curl*'}", 'y', 'y' },
        { "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}", 'p', 'p' },
        { "'Bool':{'aws:MultiFactorAuthPresent':'true'}", 'p', 'p' },
        { "'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}", 'p', 'p' },
        { "'Null':{'aws:MultiFactorAuthAge':'false'}", 'p', 'p' },
        { "'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}", 'p', 'p' },
        { "'StringEquals':{'aws:SourceIdentity':'jane'}", 'p', 'p' },
        { "'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-a1b2c3d4e5/*'}", 'p', 'p' },
        { "'StringResembles':{'aws:PrincipalAccount':'1'}", 'p', 'p' },
    };

    [Fact]
    public void A_Deny_of_many_bots_denies_nobody_who_calls_himself_otherwise()
    {
        // 61 user agents and 82 tags are more than can be tried one with another.
        var bots = string.Join(',', Enumerable.Range(0, 60).Select(number => $"'*bot{number}*'"));
        var tags = string.Join(',', Enumerable.Range(0, 40).Select(number => $"'t{number}*'"));
        var account = new SmallAccount
        {
            OfUser = Allow()
                + ","
                + Deny(condition: $"'StringLike':{{'aws:UserAgent':[{bots}]}},'StringNotLike':{{'aws:PrincipalTag/team':[{tags}]}}"),
            OfRole = Allow(condition: $"'StringLike':{{'aws:UserAgent':[{bots}],'aws:PrincipalTag/team':[{tags}]}}"),
        };

        account.Callers().Arns.ShouldBe([User]);
        account.Callers().Possible.ShouldBe([Role]);
    }

    [Theory, MemberData(nameof(OfTheRole))]
    public void What_is_known_of_a_role_is_used(string condition, char allowed, char denied)
    {
        var tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", "orders");
        Of(new SmallAccount { OfRole = Allow(condition: condition), TagsOfRole = tags }, Role).ShouldBe(allowed, $"Allow: {condition}");
        Of(new SmallAccount { OfRole = Allow() + "," + Deny(condition: condition), TagsOfRole = tags }, Role)
            .ShouldBe(denied, $"Deny: {condition}");
    }

    // Keys whose values are the same for whoever calls the API: the resource policy's own answer to strangers is known too.
    [Theory]
    [InlineData("'StringEquals':{'aws:RequestedRegion':'eu-west-1'}", true)]
    [InlineData("'StringNotEquals':{'aws:RequestedRegion':'eu-west-1'}", false)]
    [InlineData("'StringLike':{'aws:RequestedRegion':'us-*'}", false)]
    [InlineData("'StringEquals':{'aws:ResourceAccount':'111122223333'}", true)]
    [InlineData("'StringNotEquals':{'aws:ResourceAccount':'111122223333'}", false)]
    [InlineData("'Bool':{'aws:ViaAWSService':'true'}", false)]
    [InlineData("'Bool':{'aws:SecureTransport':'true'}", true)]
    [InlineData("'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}", true)]
    [InlineData("'NumericLessThan':{'aws:EpochTime':'1577836800'}", false)]
    [InlineData("'Null':{'aws:SourceArn':'true'}", true)]
    [InlineData("'ForAnyValue:StringEquals':{'aws:CalledVia':'cloudformation.amazonaws.com'}", false)]
    public void What_is_the_same_for_every_caller_is_known_in_a_resource_policy(string condition, bool holds)
    {
        var account = new SmallAccount { OfApi = AllowTo("'*'", condition: condition) };

        account.ExposureOf("GET /orders").IsKnown.ShouldBeTrue(condition);
        account.ExposureOf("GET /orders").Value.IsUncertain.ShouldBeFalse(condition);
        account.Explain(Role).Decision.ShouldBe(holds ? AccessDecision.Allowed : AccessDecision.Denied, condition);
        account.Callers().Arns.Contains(Role).ShouldBe(holds, condition);
    }

    [Theory]
    [InlineData("'StringEquals':{'aws:username':'jane'}", 'y')]
    [InlineData("'StringEquals':{'aws:username':'Jane'}", 'n')]
    [InlineData("'StringEqualsIgnoreCase':{'aws:username':'Jane'}", 'y')]
    [InlineData("'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/people/*'}", 'y')]
    [InlineData("'StringEquals':{'aws:PrincipalType':'User'}", 'y')]
    [InlineData("'Null':{'aws:TokenIssueTime':'true'}", 'y')]
    [InlineData("'DateGreaterThan':{'aws:TokenIssueTime':'2026-11-01T00:00:00Z'}", 'y')]
    [InlineData("'StringEquals':{'aws:PrincipalTag/team':'orders'}", 'p')]
    public void What_is_known_of_a_user_is_used(string condition, char verdict) =>
        Of(new SmallAccount { OfGroup = Allow(condition: condition) }, User).ShouldBe(verdict, condition);

    [Theory]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/users/${aws:username}", "GET /users/{name}", 'y')]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/${aws:username}", "GET /orders", 'n')]
    [InlineData("arn:aws:execute-api:eu-west-1:${aws:PrincipalAccount}:*", "GET /orders", 'y')]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/users/${aws:userid}", "GET /users/{name}", 'y')]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/${aws:PrincipalTag/path}", "GET /orders", 'p')]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/${aws:SourceAccount}", "GET /orders", 'n')]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/users/${*}", "GET /users/{name}", 'y')]
    public void Variables_have_the_callers_values(string resource, string route, char verdict) =>
        Of(new SmallAccount { OfUser = Allow(resource: resource) }, User, route).ShouldBe(verdict, resource);

    [Fact]
    public void One_request_is_decided_by_its_own_path()
    {
        var account = new SmallAccount { OfUser = Allow(resource: $"{Api}/prod/GET/users/${{aws:username}}") };

        account.Explain(User, path: "/users/jane").Decision.ShouldBe(AccessDecision.Allowed);
        account.Explain(User, path: "/users/bob").Decision.ShouldBe(AccessDecision.Denied);
    }

    [Fact]
    public void Where_the_request_comes_from_answers_conditions_of_both_sides()
    {
        const string Office = "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}";
        var account = new SmallAccount { OfRole = Allow(condition: Office) };
        account.Explain(Role, from: "203.0.113.7").Decision.ShouldBe(AccessDecision.Allowed);
        account.Explain(Role, from: "198.51.100.4").Decision.ShouldBe(AccessDecision.Denied);
        account.Explain(Role, from: null).ShouldSatisfyAllConditions(
            told => told.Decision.ShouldBe(AccessDecision.Conditional),
            told => told.Because.ShouldContain("aws:SourceIp"));

        var both = new SmallAccount
        {
            OfRole = Allow(condition: Office),
            OfApi = DenyTo("'*'", condition: Office.Replace("IpAddress", "NotIpAddress", StringComparison.Ordinal)),
        };
        both.Callers().Arns.ShouldBe([Role], "from wherever the resource policy lets anybody in, the role gets in");
        var apart = new SmallAccount { OfRole = Allow(condition: Office), OfApi = DenyTo("'*'", condition: Office) };
        apart.Callers()
            .ShouldSatisfyAllConditions(
                callers => callers.Arns.ShouldBeEmpty(), callers => callers.Possible.ShouldBeEmpty("the two meet on no request"));
    }

    [Fact]
    public void Two_conditions_that_no_request_meets_are_no()
    {
        const string Office = "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}";
        Of(new SmallAccount { OfRole = Allow(condition: Office) + "," + Deny(condition: Office) }, Role).ShouldBe('n');
        Of(
            new SmallAccount { OfRole = Allow(condition: "'Bool':{'aws:MultiFactorAuthPresent':'true'}") + "," + Deny(condition: "'Bool':{'aws:MultiFactorAuthPresent':'true'}") },
            Role)
            .ShouldBe('n');
        Of(
            new SmallAccount { OfRole = Allow(condition: "'Bool':{'aws:MultiFactorAuthPresent':'true'}") + "," + Allow(condition: "'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}") },
            Role)
            .ShouldBe('y', "with or without");
    }

    [Theory]
    [InlineData("'StringEquals':{'aws:ResourceTag/env':'prod'}", 'y')]
    [InlineData("'StringEquals':{'aws:ResourceTag/env':'dev'}", 'n')]
    [InlineData("'StringNotEquals':{'aws:ResourceTag/env':'prod'}", 'n')]
    [InlineData("'Null':{'aws:ResourceTag/owner':'true'}", 'y')]
    [InlineData("'StringEquals':{'aws:RequestTag/env':'dev'}", 'y')]
    [InlineData("'StringEquals':{'aws:ResourceTag/env':'${aws:PrincipalTag/env}'}", 'p')]
    [InlineData("'Bool':{'aws:MultiFactorAuthPresent':'true'}", 'p')]
    public void Who_changes_the_api_meets_its_tags(string condition, char verdict)
    {
        var account = new SmallAccount
        {
            OfRole = Allow("apigateway:*", "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/*", condition),
            Tags = ImmutableSortedDictionary<string,
            string>.Empty.Add("env", "prod"),
        };
        Verdict(account.Changers, Role).ShouldBe(verdict, condition);
    }

    // Reference of Amazon API Gateway's actions.
    [Theory]
    [InlineData("apigateway:GET", "/restapis/a1b2c3d4e5", 'n')]
    [InlineData("apigateway:PATCH", "/restapis/a1b2c3d4e5", 'y')]
    [InlineData("apigateway:PATCH", "/restapis/zzzzzzzzzz", 'n')]
    [InlineData("apigateway:*", "/restapis/a1b2c3d4e5/stages/prod", 'y')]
    [InlineData("apigateway:*", "/restapis/a1b2c3d4e5/stages/test", 'n')]
    [InlineData("apigateway:POST", "/restapis/a1b2c3d4e5/deployments", 'y')]
    [InlineData("apigateway:DELETE", "/restapis/a1b2c3d4e5/stages/prod/cache/data", 'n')]
    [InlineData("apigateway:*", "/restapis/a1b2c3d4e5/stages/*/cache/*", 'n')]
    [InlineData("apigateway:POST", "/restapis/a1b2c3d4e5/resources/*/methods/*", 'n')]
    [InlineData("apigateway:PUT", "/restapis/a1b2c3d4e5/resources/*/methods/*", 'y')]
    [InlineData("apigateway:PUT", "/restapis/*", 'y')]
    [InlineData("apigateway:*", "/restapis/??????????/authorizers/*", 'y')]
    public void Who_changes_the_api_changes_something(string action, string resource, char verdict) =>
        Verdict(new SmallAccount { OfRole = Allow(action, $"arn:aws:apigateway:eu-west-1::{resource}") }.Changers, Role)
            .ShouldBe(verdict, $"{action} {resource}");

    private static char Of(SmallAccount account, string principal, string route = "GET /orders") =>
        Verdict(account.Callers(route), principal);

    private static char Verdict(GrantedPrincipals granted, string principal) =>
        granted.Arns.Contains(principal) ? 'y' : granted.Possible.Contains(principal) ? 'p' : 'n';
}
