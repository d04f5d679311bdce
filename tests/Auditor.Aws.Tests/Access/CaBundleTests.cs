using System.Net;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Transport;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.Tls;

namespace Auditor.Aws.Tests.Access;

/// <summary>A server on loopback whose certificate a company's own authority signed, as behind a proxy that inspects TLS.</summary>
public sealed class CaBundleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-ca-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_certificate_of_the_company_is_trusted_when_the_bundle_has_its_authority()
    {
        using var authority = new CompanyAuthority("Corp");

        (await AccountBehind(authority, "127.0.0.1", Bundle("corp.pem", authority))).ShouldBe("123456789012");
    }

    [Fact]
    public async Task Several_authorities_may_stand_in_one_bundle()
    {
        using var authority = new CompanyAuthority("Corp");
        using var other = new CompanyAuthority("Other");

        (await AccountBehind(authority, "127.0.0.1", Bundle("corp.pem", other, authority))).ShouldBe("123456789012");
    }

    [Fact]
    public async Task Without_a_bundle_the_reason_is_told_and_what_helps()
    {
        using var authority = new CompanyAuthority("Corp");

        var failure = await Should.ThrowAsync<AwsCallException>(() => AccountBehind(authority, "127.0.0.1", null));

        failure.Message.ShouldContain("is not trusted");
        failure.Message.ShouldContain("AWS_CA_BUNDLE");
        failure.Message.ShouldNotContain("see inner exception");
    }

    [Fact]
    public async Task A_bundle_of_somebody_else_helps_nobody()
    {
        using var authority = new CompanyAuthority("Corp");
        using var other = new CompanyAuthority("Other");

        var failure = await Should.ThrowAsync<AwsCallException>(() => AccountBehind(authority, "127.0.0.1", Bundle("other.pem", other)));

        failure.Message.ShouldContain("neither the system nor");
        failure.Message.ShouldContain("other.pem");
    }

    [Fact]
    public async Task The_name_in_the_certificate_counts_all_the_same()
    {
        using var authority = new CompanyAuthority("Corp");

        var failure = await Should.ThrowAsync<AwsCallException>(() => AccountBehind(authority, "127.0.0.2", Bundle("corp.pem", authority)));

        failure.Message.ShouldContain("another name");
    }

    [Theory]
    [InlineData("missing.pem", null, "cannot be read")]
    [InlineData("empty.pem", "", "no certificate in it")]
    [InlineData("text.pem", "not a certificate", "no certificate in it")]
    public void A_bundle_that_is_none_is_said_so(string name, string? content, string said)
    {
        var path = Path.Combine(_folder.FullName, name);
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        var refused = Should.Throw<AwsAccessException>(() => CaBundle.Read(path, "AWS_CA_BUNDLE")).Message;

        refused.ShouldContain("AWS_CA_BUNDLE");
        refused.ShouldContain(said);
    }

    private CaBundle Bundle(string name, params CompanyAuthority[] authorities)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, string.Join('\n', authorities.Select(authority => authority.Pem)));
        return CaBundle.Read(path, "AWS_CA_BUNDLE");
    }

    private static async Task<string> AccountBehind(CompanyAuthority authority, string address, CaBundle? bundle)
    {
        using var certificate = authority.Sign(IPAddress.Parse(address));
        await using var aws = await FakeAwsServer.StartAsync(
            FakeEstate.Of(new FakeRegion("eu-west-1")), new() { Certificate = certificate });
        using var caller = new AwsCaller(
            new()
            {
                Explain = CallAdvice.Of,
                Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey),
                EndpointUrl = aws.Url,
                Patience = TimeSpan.Zero,
                HttpClientFactory = bundle,
            },
            TimeProvider.System);
        return (await AwsAccount.ReadAsync(caller, "eu-west-1", CancellationToken.None)).Id;
    }
}
