using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Inventory;

/// <summary>Issuers of Amazon Cognito user pools (Verifying JSON web tokens; Amazon Cognito endpoints and quotas).</summary>
public sealed class UserPoolIssuerTests
{
    [Theory]
    [InlineData("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB3dE5fG7", "eu-west-1", "eu-west-1_aB3dE5fG7")]
    [InlineData("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB3dE5fG7/", "eu-west-1", "eu-west-1_aB3dE5fG7")]
    [InlineData("https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_x1", "us-east-1", "us-east-1_x1")]
    [InlineData("https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_x1", "us-gov-west-1", "us-gov-west-1_x1")]
    public void Of_a_user_pool(string issuer, string region, string pool) => UserPoolIssuer.Of(issuer).ShouldBe(new(region, pool));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://login.example.com/eu-west-1_abc")]
    [InlineData("http://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc")]
    [InlineData("https://cognito-idp.eu-west-1.amazonaws.com.evil.example/eu-west-1_abc")]
    [InlineData("https://evil-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc")]
    [InlineData("https://cognito-idp.eu-west-1.amazonaws.com/")]
    [InlineData("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc\n")]
    public void Of_nobody_else(string? issuer) => UserPoolIssuer.Of(issuer).ShouldBeNull();
}
