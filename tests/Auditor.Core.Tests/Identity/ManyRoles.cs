using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Identity;

/// <summary>What an account of many roles costs, counted in judgements.</summary>
public sealed class ManyRoles
{
    private const string Wide = """{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}""";

    [Fact]
    public void Roles_whose_policies_say_the_same_are_judged_once()
    {
        Judged(LargeAccount.Make(20, 50)).ShouldBe(50);
        Judged(LargeAccount.Make(2_000, 50)).ShouldBe(50, "one managed policy");
        Judged(LargeAccount.Make(2_000, 50, _ => Wide)).ShouldBe(50, "an inline policy each");
        Judged(LargeAccount.Make(
            2_000, 50, number => $$"""{{Wide}},{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::bucket-{{number}}"}"""))
            .ShouldBe(50, "what differs is about another service");
    }

    [Fact]
    public void Roles_that_name_other_apis_are_judged_together() =>
        Judged(LargeAccount.Make(
            1_000,
            100,
            number => $$"""{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:111122223333:{{LargeAccount.ApiId(number % 10)}}/*"}"""))
            .ShouldBe(2 * 100);

    [Fact]
    public void A_resource_policy_tells_those_apart_whom_it_names()
    {
        var named = $$"""{"Effect":"Allow","Principal":{"AWS":["{{LargeAccount.Role(3)}}","{{LargeAccount.Role(4)}}"]},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";
        var estate = LargeAccount.Make(1_000, 10, _ => """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", named);

        Judged(estate).ShouldBe(2 * 10);
        Listed(estate)
            .ShouldAllBe(granted => granted.Arns.SequenceEqual(new[] { LargeAccount.Role(3), LargeAccount.Role(4) })
                && granted.Possible.IsEmpty);
    }

    [Fact]
    public void What_statements_say_of_other_services_tells_no_roles_apart()
    {
        string Own(int number) =>
            $$"""{"Effect":"Allow","Action":["execute-api:Invoke","s3:GetObject"],"Resource":["arn:aws:execute-api:eu-west-1:111122223333:{{LargeAccount.ApiId(number % 10)}}/*","arn:aws:s3:::bucket-{{number}}/*"]}""";
        var named = $$"""{"Effect":"Allow","Principal":{"AWS":[{{string.Join(',', Enumerable.Range(0, 20).Select(number => $"\"{LargeAccount.Role(number)}\""))}}]},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

        // Four times the roles are as many judgements.
        Judged(LargeAccount.Make(250, 100, Own)).ShouldBe(2 * 100);
        Judged(LargeAccount.Make(1_000, 100, Own)).ShouldBe(2 * 100);

        // Those who have a policy of their own for the API, those whom its resource policy names, both, and neither.
        Judged(LargeAccount.Make(250, 100, Own, named)).ShouldBe(4 * 100);
        Judged(LargeAccount.Make(1_000, 100, Own, named)).ShouldBe(4 * 100);
    }

    [Fact]
    public void APIs_with_the_same_resource_policy_share_what_it_says_of_callers()
    {
        var named = $$"""{"Effect":"Allow","Principal":{"AWS":"{{LargeAccount.Role(3)}}"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";
        var estate = LargeAccount.Make(10, 200, _ => Wide, named);
        var map = new ExposureMap(estate);
        _ = Listed(map, estate);

        estate.Scopes[0].KnownApis.Select(api => map.ResourcePolicyOf(api).Value)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Count()
            .ShouldBe(1);
    }

    private static long Judged(Estate estate)
    {
        var map = new ExposureMap(estate);
        _ = Listed(map, estate);
        return map.PrincipalsJudged;
    }

    private static List<GrantedPrincipals> Listed(Estate estate) => Listed(new ExposureMap(estate), estate);

    private static List<GrantedPrincipals> Listed(ExposureMap map, Estate estate) =>
    [
        .. from scope in estate.Scopes
           from api in scope.RestApis.Value
           from stage in api.Stages.Value
           from route in map.RoutesOf(scope, api, stage).Value
           select (map.Of(route).Value.Principals ?? Unknown.NotCollected).Value,
    ];
}
