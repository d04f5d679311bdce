using Auditor.Aws.Access;
using Auditor.Aws.Tests.Transport;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Access;

public sealed class AwsAccountTests
{
    [Fact]
    public async Task The_account_and_its_partition_come_from_the_identity()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml("""
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws-us-gov:sts::123456789012:assumed-role/auditor/me</Arn><UserId>A:me</UserId><Account>123456789012</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>
            """));
        using var caller = aws.Caller();

        (await AwsAccount.ReadAsync(caller, "us-gov-west-1", CancellationToken.None))
            .ShouldBe(new("123456789012", "aws-us-gov", "arn:aws-us-gov:sts::123456789012:assumed-role/auditor/me"));
    }

    [Fact]
    public async Task An_answer_without_an_account_is_a_failure()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml("<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>"));
        using var caller = aws.Caller();

        (await Should.ThrowAsync<AwsCallException>(() => AwsAccount.ReadAsync(
            caller, "eu-central-1", CancellationToken.None))).Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Fact]
    public async Task Only_enabled_Regions_are_read()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml("""
            <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>x</requestId><regionInfo>
            <item><regionName>eu-central-1</regionName><regionEndpoint>e</regionEndpoint><optInStatus>opt-in-not-required</optInStatus></item>
            <item><regionName>af-south-1</regionName><optInStatus>opted-in</optInStatus></item>
            <item><regionName>ap-east-1</regionName><optInStatus>not-opted-in</optInStatus></item>
            </regionInfo></DescribeRegionsResponse>
            """));
        using var caller = aws.Caller();

        (await AwsAccount.RegionsAsync(caller, "eu-central-1", CancellationToken.None)).ShouldBe(["af-south-1", "eu-central-1"]);
    }
}
