using System.Net;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Services.Iam;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class PagingTests
{
    [Fact]
    public async Task Lists_are_read_to_the_end_at_the_maximum_size()
    {
        var aws = new ScriptedAws(
            ScriptedAws.Json("""{"position":"p1","item":[{"id":"a"}]}"""),
            // A page may be empty although another follows.
            ScriptedAws.Json("""{"position":"p2","item":[]}"""),
            ScriptedAws.Json("""{"item":[{"id":"b"}]}"""));
        using var caller = aws.Caller();

        var ids = await caller.PagesAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None)
            .SelectMany(page => page.Entries)
            .Select(api => api.Id)
            .ToListAsync();

        ids.ShouldBe(["a", "b"]);
        aws.Requests.Select(request => request.Url.Query).ShouldBe(["?limit=500", "?limit=500&position=p1", "?limit=500&position=p2"]);
    }

    // Recordings of AWS have empty lists for every operation that was seen empty: a list that is not there is no list (aws-facts.md A.3,
    // A.4).
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"item":null}""")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"position":"p2"}""")]
    [InlineData("""{"item":[null]}""")]
    public async Task A_list_that_is_missing_is_no_empty_list(string body)
    {
        using var caller = new ScriptedAws(ScriptedAws.Json(body)).Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(async () => await caller.PagesAsync(RestApiOperations.GetStages, "eu-central-1", new() { ["restapi_id"] = "a" }, CancellationToken.None)
            .ToListAsync());

        failure.Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Fact]
    public async Task A_thing_without_a_name_makes_a_list_malformed()
    {
        using var caller = new ScriptedAws(ScriptedAws.Json("""{"item":[{"stageName":"prod"},{"deploymentId":"d1"}]}""")).Caller();

        (await Should.ThrowAsync<AwsCallException>(async () => await caller.PagesAsync(RestApiOperations.GetStages, "eu-central-1", new() { ["restapi_id"] = "a" }, CancellationToken.None)
            .ToListAsync()))
            .Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Fact]
    public async Task A_list_that_goes_on_with_ever_new_tokens_is_given_up()
    {
        var aws = new ScriptedAws(
            [.. Enumerable.Range(0, 1001).Select(page => ScriptedAws.Json($$"""{"position":"p{{page}}","item":[]}"""))]);
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(async () => await caller.PagesAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None)
            .ToListAsync());

        failure.ErrorCode.ShouldBe("EndlessPages");
        aws.Requests.Count.ShouldBe(1000);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b", "a")]
    public async Task A_token_that_comes_again_ends_the_list_as_a_failure(params string[] tokens)
    {
        var aws = new ScriptedAws([.. tokens.Select(token => ScriptedAws.Json($$"""{"nextToken":"{{token}}","items":[]}"""))]);
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(async () => await caller.PagesAsync(HttpApiOperations.GetApis, "eu-central-1", [], CancellationToken.None)
            .ToListAsync());

        failure.Failure.ShouldBe(CallFailure.MalformedAnswer);
        failure.ErrorCode.ShouldBe("RepeatedPageToken");
    }

    [Fact]
    public async Task A_page_size_that_the_second_interface_refuses_is_not_sent_again()
    {
        var aws = new ScriptedAws(
            ScriptedAws.Json(
                """{"message":"Invalid value for maxResults"}""", HttpStatusCode.BadRequest, ("x-amzn-ErrorType", "BadRequestException")),
            ScriptedAws.Json("""{"items":[{"apiId":"a"}],"nextToken":"t"}"""),
            ScriptedAws.Json("""{"items":[{"apiId":"b"}]}"""));
        using var caller = aws.Caller();

        var ids = await caller.PagesAsync(HttpApiOperations.GetApis, "eu-central-1", [], CancellationToken.None)
            .SelectMany(page => page.Entries)
            .Select(api => api.ApiId)
            .ToListAsync();

        ids.ShouldBe(["a", "b"]);
        aws.Requests.Select(request => request.Url.Query).ShouldBe(["?maxResults=500", "", "?nextToken=t"]);
    }

    [Fact]
    public async Task Pages_of_form_services_carry_their_marker()
    {
        var aws = new ScriptedAws(
            ScriptedAws.Xml("""
                <GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult>
                <IsTruncated>true</IsTruncated><Marker>m1</Marker><RoleDetailList><member><RoleId>only-one</RoleId><AttachedManagedPolicies/></member></RoleDetailList>
                </GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>
                """),
            ScriptedAws.Xml("""
                <GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult>
                <IsTruncated>false</IsTruncated><Policies><member><PolicyName>wide</PolicyName></member></Policies>
                </GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>
                """));
        using var caller = aws.Caller();

        var pages = await caller.PagesAsync(IamOperations.GetAccountAuthorizationDetails, "eu-central-1", [], CancellationToken.None)
            .ToListAsync();

        pages[0].RoleDetailList.ShouldNotBeNull().ShouldHaveSingleItem().ShouldNotBeNull().RoleId.ShouldBe("only-one");
        pages[1].Policies.ShouldNotBeNull().ShouldHaveSingleItem().ShouldNotBeNull().PolicyName.ShouldBe("wide");
        aws.Requests.Last().Body.ShouldEndWith("&Marker=m1&MaxItems=1000");
    }

    [Fact]
    public async Task A_list_with_a_single_page_costs_one_request()
    {
        var aws = new ScriptedAws(ScriptedAws.Json(
            """{"item":[{"stageName":"prod"}],"position":"ignored by an operation without paging"}"""));
        using var caller = aws.Caller();

        var stages = await caller.PagesAsync(
            RestApiOperations.GetStages, "eu-central-1", new() { ["restapi_id"] = "a" }, CancellationToken.None)
            .ToListAsync();

        stages.ShouldHaveSingleItem();
        aws.Requests.ShouldHaveSingleItem().Url.Query.ShouldBeEmpty();
    }
}
