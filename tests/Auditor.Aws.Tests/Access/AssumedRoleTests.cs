using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Transport;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Access;

public sealed class AssumedRoleTests
{
    private const string RoleArn = "arn:aws:iam::123456789012:role/auditor";

    private static readonly FakeEstate Estate = new() { Accounts = [new FakeAccount { Regions = [new("eu-west-3")], Roles = [new("auditor") { ExternalId = "agreed-upon" }] }] };

    [Fact]
    public async Task A_role_is_assumed_at_the_given_endpoint_in_the_given_Region_with_its_external_id()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        using var caller = Caller(aws, "agreed-upon");

        var account = await AwsAccount.ReadAsync(caller, "eu-west-3", CancellationToken.None);

        account.Identity.ShouldBe("arn:aws:sts::123456789012:assumed-role/auditor/auditor");
        aws.Calls.Select(call => (call.Operation, call.Region)).ShouldBe([("AssumeRole", "eu-west-3"), ("GetCallerIdentity", "eu-west-3")]);
    }

    [Fact]
    public async Task The_credentials_of_a_role_serve_many_calls()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        using var caller = Caller(aws, "agreed-upon");

        for (var i = 0; i < 5; i++)
        {
            await AwsAccount.ReadAsync(caller, "eu-west-3", CancellationToken.None);
        }

        aws.CallCounts["AssumeRole"].ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("guessed")]
    public async Task A_role_that_may_not_be_assumed_is_a_denial(string? externalId)
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        using var caller = Caller(aws, externalId);

        var failure = await Should.ThrowAsync<AwsCallException>(() => AwsAccount.ReadAsync(caller, "eu-west-3", CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.Denied);
        failure.Message.ShouldContain("AssumeRole");
    }

    private static AwsCaller Caller(FakeAwsServer aws, string? externalId)
    {
        var access = new AwsAccess { RoleArn = RoleArn, ExternalId = externalId, EndpointUrl = aws.Url };
        var source = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey);
        return new(
            new() { Credentials = new AssumedRole(access, RoleArn, "eu-west-3", source), EndpointUrl = aws.Url, Explain = CallAdvice.Of },
            TimeProvider.System);
    }
}
