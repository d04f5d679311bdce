using Auditor.Aws.Access;

namespace Auditor.Aws.Tests.Access;

public sealed class CaBundleTests
{
    private static readonly string[] Configuration =
    [
        "[default]", "region = eu-west-1", "", "[profile corp]", "ca_bundle = /etc/corp/roots.pem", "region=us-east-1", "[profile other]", "# ca_bundle = /nowhere", "[profile empty]", "ca_bundle =",
    ];

    [Theory]
    [InlineData("corp", "/etc/corp/roots.pem")]
    [InlineData("default", null)]
    [InlineData("other", null)]
    [InlineData("empty", null)]
    [InlineData("nobody", null)]
    public void Reads_the_bundle_of_a_profile(string profile, string? path) => CaBundle.In(Configuration, profile).ShouldBe(path);
}
