using Auditor.Aws.Reading;

namespace Auditor.Aws.Tests.Collection;

public sealed class ArnPartsTests
{
    [Fact]
    public void An_ARN_comes_apart_and_its_resource_stays_whole()
    {
        var arn = ArnParts.Of("arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/x:*").ShouldNotBeNull();

        (arn.Partition, arn.Service, arn.Region, arn.Account, arn.Resource)
            .ShouldBe(("aws-cn", "logs", "cn-north-1", "123456789012", "log-group:/aws/x:*"));
    }

    // A Region becomes part of the name of the host that a signed request goes to.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://example.com")]
    [InlineData("arn:aws:acm:eu-west-1:123456789012:")]
    [InlineData("arn:aws:acm:eu-west-1:123456789012")]
    [InlineData("arn:aws:acm:evil.example/:123456789012:certificate/x")]
    [InlineData("arn:aws:acm:x@evil.example#:123456789012:certificate/x")]
    public void What_is_no_ARN_or_names_no_Region_is_none(string? text) => ArnParts.Of(text).ShouldBeNull();
}
