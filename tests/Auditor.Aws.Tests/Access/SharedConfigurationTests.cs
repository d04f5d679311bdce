using Auditor.Aws.Access;

namespace Auditor.Aws.Tests.Access;

/// <summary>AWS CLI User Guide, Configuration and credential file settings; botocore 1.40, configloader.</summary>
public sealed class SharedConfigurationTests
{
    private static readonly string[] Lines =
    [
        "[default]", "region = eu-west-1", "", "[profile corp]", "ca_bundle = /etc/corp/roots.pem", "region=us-east-1", "[profile other]",
        "# ca_bundle = /nowhere", "s3 =", "  ca_bundle = /nested",
        "[profile empty]", "ca_bundle =", "[profile \"with space\"]", "ca_bundle=/space.pem", "[keys]", "ca_bundle = ~/keys.pem",
        "[profiles]", "ca_bundle = /profiles.pem",
    ];

    [Theory]
    [InlineData("corp", "/etc/corp/roots.pem")]
    [InlineData("with space", "/space.pem")]
    [InlineData("keys", "~/keys.pem")]
    [InlineData("profiles", "/profiles.pem")]
    [InlineData("default", null)]
    [InlineData("other", null)]
    [InlineData("empty", null)]
    [InlineData("nobody", null)]
    public void Reads_a_setting_of_a_profile(string profile, string? value) =>
        SharedConfiguration.Setting(Lines, profile, "ca_bundle").ShouldBe(value);
}
