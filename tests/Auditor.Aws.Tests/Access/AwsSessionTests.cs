using Auditor.Aws.Access;

namespace Auditor.Aws.Tests.Access;

public sealed class AwsSessionTests
{
    [Theory]
    [InlineData("frankfurt")]
    [InlineData("")]
    [InlineData("eu-central-1.evil.example/")]
    [InlineData("EU-CENTRAL-1")]
    public void What_is_not_the_name_of_a_Region_is_said_so(string region) =>
        Should.Throw<AwsAccessException>(() => AwsSession.Open(new(), region, TimeProvider.System)).Message.ShouldContain("Region");

    [Theory]
    [InlineData("us-gov-west-1")]
    [InlineData("ap-southeast-7")]
    [InlineData("eusc-de-east-1")]
    [InlineData("us-iso-east-1")]
    public void Regions_of_every_partition_are_accepted(string region) => AwsSession.Open(new(), region, TimeProvider.System).Dispose();

    [Fact]
    public void Settings_that_mean_nothing_are_refused()
    {
        Should.Throw<AwsAccessException>(() => AwsSession.Open(new() { MaxRate = 0 }, "eu-central-1", TimeProvider.System));
        Should.Throw<AwsAccessException>(() => AwsSession.Open(new() { MaxRate = double.NaN }, "eu-central-1", TimeProvider.System));
        Should.Throw<AwsAccessException>(() => AwsSession.Open(
            new() { EndpointUrl = new("ftp://127.0.0.1") }, "eu-central-1", TimeProvider.System));
        Should.Throw<AwsAccessException>(() => AwsSession.Open(new() { ExternalId = "x" }, "eu-central-1", TimeProvider.System));
        Should.Throw<AwsAccessException>(() => AwsSession.Open(
            new() { RoleArn = "auditor" }, "eu-central-1", TimeProvider.System)).Message.ShouldContain("arn:aws:iam::");
        Should.Throw<AwsAccessException>(() => AwsSession.Open(
            new() { Profile = "no-such-profile-here" }, "eu-central-1", TimeProvider.System)).Message.ShouldContain("no-such-profile-here");
    }
}
