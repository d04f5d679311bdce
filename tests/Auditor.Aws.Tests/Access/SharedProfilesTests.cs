using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Transport;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Access;

public sealed class SharedProfilesTests : IDisposable
{
    private const string Device = "arn:aws:iam::123456789012:mfa/ops";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-profiles-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_profile_is_opened_once_so_that_one_code_is_enough()
    {
        var profiles = new SharedProfiles(_ => "123456", Configuration());

        profiles.Of("ops").ShouldNotBeNull().ShouldBeSameAs(profiles.Of("ops"));
    }

    [Theory]
    [InlineData("prods", "prod")]
    [InlineData("opps", "ops")]
    public void A_mistyped_profile_is_told_with_those_that_there_are(string typed, string meant)
    {
        var refused = Should.Throw<AwsAccessException>(() => new SharedProfiles(null, Configuration()).Of(typed));

        refused.Sought.ShouldBe(typed);
        refused.Known.ShouldContain(meant);
    }

    [Fact]
    public void Where_nobody_can_be_asked_for_a_code_it_is_said_what_is_missing()
    {
        var refused = Should.Throw<AmazonClientException>(() => new SharedProfiles(null, Configuration()).Of("ops")!.GetCredentials())
            .ToString();

        refused.ShouldContain(Device);
        refused.ShouldContain("no terminal");
    }

    [Fact]
    public void No_answer_is_no_code() =>
        Should.Throw<AmazonClientException>(() => new SharedProfiles(_ => "", Configuration()).Of("ops")!.GetCredentials())
            .ToString()
            .ShouldContain("none was given");

    [Fact]
    public void A_source_that_asks_for_a_code_is_named_with_the_way_around() =>
        Should.Throw<AwsAccessException>(() => new SharedProfiles(_ => "123456", Configuration())
            .Of("chained")).Message.ShouldContain("--role-arn");

    [Fact]
    public async Task Expired_output_of_a_credential_process_is_named_as_such()
    {
        var credentials = new SharedProfiles(null, Configuration()).Of("process");
        using var caller = new AwsCaller(
            new() { Explain = CallAdvice.Of, Credentials = credentials, EndpointUrl = new("http://127.0.0.1:9") }, TimeProvider.System);

        var failure = await Should.ThrowAsync<AwsCallException>(() => AwsAccount.ReadAsync(caller, "eu-west-1", CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.ExpiredCredentials);
        failure.Message.ShouldContain("credential_process");
    }

    [Fact]
    public async Task Without_a_terminal_a_call_ends_with_the_reason_alone()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1"));
        using var caller = new AwsCaller(
            new() { Explain = CallAdvice.Of, Credentials = new SharedProfiles(null, Configuration()).Of("ops"), EndpointUrl = aws.Url },
            TimeProvider.System);

        var failure = await Should.ThrowAsync<AwsCallException>(() => AwsAccount.ReadAsync(caller, "eu-west-1", CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.NoCredentials);
        failure.Message.ShouldStartWith("The profile 'ops' asks for a code");
        aws.Calls.ShouldBeEmpty();
    }

    private string Configuration()
    {
        var path = Path.Combine(_folder.FullName, "config");
        File.WriteAllText(path, $$"""
            [prod]
            aws_access_key_id = AKIDEXAMPLE
            aws_secret_access_key = example
            [ops]
            role_arn = arn:aws:iam::123456789012:role/ops
            source_profile = prod
            mfa_serial = {{Device}}
            [chained]
            role_arn = arn:aws:iam::444455556666:role/auditor
            source_profile = ops
            [process]
            credential_process = echo '{"Version":1,"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"example","SessionToken":"t","Expiration":"2020-01-01T00:00:00Z"}'
            """);
        return path;
    }
}
