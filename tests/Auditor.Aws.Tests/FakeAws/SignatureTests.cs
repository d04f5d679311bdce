using System.Xml.Linq;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Tests.Collection;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class SignatureTests
{
    private static readonly FakeRestApi Api = new("orders");

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws, aws.Credentials with { SecretAccessKey = "wrong" });
        var (status, code, body) = await client.ErrorAsync("/restapis");
        (status, code).ShouldBe((403, "InvalidSignatureException"));
        body["message"]?.GetValue<string>().ShouldStartWith("The request signature we calculated does not match");
    }

    [Fact]
    public async Task An_unknown_key_is_refused()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws, new FakeCredentials("AKIANOBODY", "x"));
        var (status, code, _) = await client.ErrorAsync("/restapis");
        (status, code).ShouldBe((403, "UnrecognizedClientException"));
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(aws.Url, "/restapis"));
        using var response = await http.SendAsync(request, CancellationToken.None);
        ((int)response.StatusCode).ShouldBe(403);
        response.Headers.GetValues("x-amzn-ErrorType").First().ShouldStartWith("MissingAuthenticationTokenException");
    }

    [Theory, InlineData(-6), InlineData(6)]
    public async Task A_signature_more_than_five_minutes_off_is_refused(int minutes)
    {
        var clock = new SteppedClock(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await using var aws = await FakeAwsServer.StartAsync(FakeEstate.Of(Api), new() { Clock = clock });
        using var off = new SignedClient(aws) { SignedAt = clock.GetUtcNow().AddMinutes(minutes) };
        var (status, code, _) = await off.ErrorAsync("/restapis");
        (status, code).ShouldBe((403, "InvalidSignatureException"));

        using var near = new SignedClient(aws) { SignedAt = clock.GetUtcNow().AddMinutes(minutes / 2) };
        using var response = await near.GetAsync("/restapis");
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_client_learns_of_its_wrong_clock_from_the_Date_header()
    {
        var clock = new SteppedClock(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await using var aws = await FakeAwsServer.StartAsync(
            FakeEstate.Of(Api), new() { Clock = clock, ClockOffset = TimeSpan.FromHours(1) });
        using var client = new SignedClient(aws) { SignedAt = clock.GetUtcNow() };
        using var response = await client.GetAsync("/restapis");
        ((int)response.StatusCode).ShouldBe(403);
        response.Headers.Date.ShouldBe(clock.GetUtcNow().AddHours(1));
    }

    // AWS SDK for .NET (CorrectClockSkew): what it learns of an address holds for the process, and the system gives ports out again.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_only_a_test_believes_in_teaches_the_SDK_nothing(bool isChecked)
    {
        // The port is none that systems give to those who ask for any: what the SDK learns here must not meet another test.
        var options = isChecked
            ? new FakeAwsOptions { ClockOffset = TimeSpan.FromDays(-8), Port = 31_000 + (Environment.ProcessId % 1_500) }
            : new FakeAwsOptions { Clock = new SteppedClock(TimeProvider.System.GetUtcNow().AddDays(-8)), ChecksSignatureDate = false };
        await using var aws = await FakeAwsServer.StartAsync(FakeEstate.Of(Api), options);
        aws.Inject(FakeFault.Throttled("GetCallerIdentity"));
        using var caller = Collected.Caller(aws);

        await AwsAccount.ReadAsync(caller, "eu-west-1", CancellationToken.None);

        (CorrectClockSkew.GetClockCorrectionForEndpoint(aws.Url.ToString()) < TimeSpan.FromDays(-7)).ShouldBe(isChecked);
    }

    [Theory]
    [InlineData("/restapis?limit=3&position=a%2Bb%2F%3D%3D", 400)]
    [InlineData("/v2/domainnames/a%20b.example.com/apimappings?maxResults=5", 404)]
    [InlineData("/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fabc", 404)]
    public async Task What_is_escaped_in_path_and_query_is_signed_as_it_is_on_the_wire(string target, int status)
    {
        // 400 and 404 say that the signature was accepted.
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        (await client.ErrorAsync(target)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task An_assumed_role_works_with_its_token_until_it_expires()
    {
        var clock = new SteppedClock(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        var estate = new FakeEstate
        {
            Accounts =
            [
                new("111111111111"),
                new("222222222222") { Roles = [new("auditor") { ExternalId = "x-1" }], Regions = [new("eu-west-1") { RestApis = [new("theirs")] }] },
            ],
        };
        await using var aws = await FakeAwsServer.StartAsync(estate, new() { Clock = clock });
        using var own = new SignedClient(aws) { SignedAt = clock.GetUtcNow() };

        const string Form = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Fauditor&RoleSessionName=audit&DurationSeconds=900";
        (await own.QueryAsync("sts", Form)).Status.ShouldBe(403);
        var (status, body) = await own.QueryAsync("sts", $"{Form}&ExternalId=x-1");
        status.ShouldBe(200);
        var credentials = new FakeCredentials(Text(body, "AccessKeyId"), Text(body, "SecretAccessKey"), Text(body, "SessionToken"));

        using var assumed = new SignedClient(aws, credentials) { SignedAt = clock.GetUtcNow() };
        var apis = await assumed.JsonAsync("/restapis");
        apis["item"]?[0]?["name"]?.GetValue<string>().ShouldBe("theirs");
        var (_, identity) = await assumed.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15");
        Text(identity, "Account").ShouldBe("222222222222");
        Text(identity, "Arn").ShouldBe("arn:aws:sts::222222222222:assumed-role/auditor/audit");

        using var withoutToken = new SignedClient(aws, credentials with { SessionToken = null }) { SignedAt = clock.GetUtcNow() };
        (await withoutToken.ErrorAsync("/restapis")).Status.ShouldBe(403);

        clock.Advance(TimeSpan.FromMinutes(15));
        using var later = new SignedClient(aws, credentials) { SignedAt = clock.GetUtcNow() };
        var (expired, code, _) = await later.ErrorAsync("/restapis");
        (expired, code).ShouldBe((403, "ExpiredTokenException"));
    }

    [Fact]
    public async Task A_Region_that_is_not_enabled_does_not_know_the_key()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [new() { DisabledRegions = ["ap-east-1"] }] });
        using var client = new SignedClient(aws, region: "ap-east-1");
        (await client.ErrorAsync("/restapis")).Code.ShouldBe("UnrecognizedClientException");
    }

    private static string Text(string xml, string name) =>
        XDocument.Parse(xml).Descendants().Single(element => element.Name.LocalName == name).Value;
}
