using System.Net;
using Auditor.Cli.Tests.Support;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.Tls;

namespace Auditor.Cli.Tests;

/// <summary>
/// What companies put between the command and AWS: a proxy that inspects TLS, codes of devices, profiles. Environment and files are the
/// real ones, so the process is, too.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class CompanyTests : CliTests
{
    private const string Region = "eu-west-1";

    private const string Device = "arn:aws:iam::123456789012:mfa/ops";

    private static readonly FakeEstate Estate = FakeEstate.Of(new FakeRegion(Region)) with
    {
        Accounts = [new() { Regions = [new(Region)], Roles = [new("ops") { MfaDevice = Device }] }],
    };

    [Theory]
    [InlineData("AWS_CA_BUNDLE")]
    [InlineData("SSL_CERT_FILE")]
    [InlineData("ca_bundle")]
    public async Task A_proxy_that_inspects_TLS_is_trusted_once_its_authority_is_named(string where)
    {
        using var authority = new CompanyAuthority("Corp");
        var pem = PathOf(Write("corp.pem", authority.Pem));
        using var certificate = authority.Sign(IPAddress.Loopback);
        await using var aws = await FakeAwsServer.StartAsync(Estate, new() { Certificate = certificate });

        var (exitCode, _, error) = where is "ca_bundle"
            ? await Collect(aws, $"[default]\nca_bundle = {pem}\n")
            : await Collect(aws, "", (where, pem));

        exitCode.ShouldBe(0, error);
        aws.Calls.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_untrusted_certificate_is_told_as_one()
    {
        using var authority = new CompanyAuthority("Corp");
        using var certificate = authority.Sign(IPAddress.Loopback);
        await using var aws = await FakeAwsServer.StartAsync(Estate, new() { Certificate = certificate });

        var (exitCode, _, error) = await Collect(aws, "");

        exitCode.ShouldBe(2);
        error.ShouldContain("is not trusted");
        error.ShouldContain("AWS_CA_BUNDLE");
        aws.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bundle_that_is_not_there_is_told_before_anything_is_asked()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var (exitCode, _, error) = await Collect(aws, "", ("AWS_CA_BUNDLE", "/nowhere/corp.pem"));

        exitCode.ShouldBe(2);
        error.ShouldContain("/nowhere/corp.pem");
        aws.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AWS_PROFILE")]
    [InlineData("--profile")]
    public async Task A_code_is_missed_where_there_is_no_terminal(string how)
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var (exitCode, _, error) = await Collect(
            aws,
            Profiles(aws),
            [("AWS_ACCESS_KEY_ID", ""), .. how is "AWS_PROFILE" ? new[] { (how, "ops") } : []],
            how is "--profile" ? [how, "ops"] : []);

        exitCode.ShouldBe(2);
        error.ShouldStartWith($"error: The profile 'ops' asks for a code of '{Device}', and there is no terminal to ask on");
        error.ShouldNotContain("   at ");
    }

    [TerminalFact]
    public async Task A_code_is_asked_for_once_on_a_terminal()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        var start = Start(aws, Profiles(aws), [("AWS_ACCESS_KEY_ID", "")], ["--profile", "ops"]);
        var command = string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(argument => $"'{argument}'"));
        var onTerminal = OtherProcess.Of("script", Folder, "-qec", command, "/dev/null");
        foreach (var (name, value) in start.Environment)
        {
            onTerminal.Environment[name] = value;
        }

        var (exitCode, output, _) = await OtherProcess.RunAsync(onTerminal, "123456\n");

        exitCode.ShouldBe(0, output);
        output.Split($"Code of {Device}: ").Length.ShouldBe(2, output);
        aws.CallCounts["AssumeRole"].ShouldBe(1);
    }

    [Theory]
    [InlineData("AWS_PROFILE")]
    [InlineData("--profile")]
    public async Task A_mistyped_profile_is_told_with_the_nearest_name(string how)
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var (exitCode, _, error) = await Collect(
            aws,
            Profiles(aws),
            [("AWS_ACCESS_KEY_ID", ""), .. how is "AWS_PROFILE" ? new[] { (how, "opps") } : []],
            how is "--profile" ? [how, "opps"] : []);

        exitCode.ShouldBe(2);
        error.ShouldContain("The profile 'opps' does not exist");
        error.ShouldContain("did you mean 'ops'?");
    }

    [Fact]
    public async Task Expired_output_of_a_credential_process_is_named_as_such()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        Write(
            "old.json",
            """{"Version":1,"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"example","SessionToken":"t","Expiration":"2020-01-01T00:00:00Z"}""");

        var (exitCode, _, error) = await Collect(
            aws, $"[profile old]\ncredential_process = cat {PathOf("old.json")}\n", [("AWS_ACCESS_KEY_ID", "")], ["--profile", "old"]);

        exitCode.ShouldBe(2);
        error.ShouldContain("expired");
        error.ShouldContain("credential_process");
    }

    private static string Profiles(FakeAwsServer aws) => $"""
        [profile user]
        aws_access_key_id = {aws.Credentials.AccessKeyId}
        aws_secret_access_key = {aws.Credentials.SecretAccessKey}

        [profile ops]
        role_arn = arn:aws:iam::123456789012:role/ops
        source_profile = user
        mfa_serial = {Device}

        """;

    private Task<(int ExitCode, string Output, string Error)> Collect(
        FakeAwsServer aws, string configuration, params (string Name, string Value)[] variables) =>
        Collect(aws, configuration, variables, []);

    private Task<(int ExitCode, string Output, string Error)> Collect(
        FakeAwsServer aws, string configuration, (string Name, string Value)[] variables, string[] more) =>
        OtherProcess.RunAsync(Start(aws, configuration, variables, more));

    private System.Diagnostics.ProcessStartInfo Start(
        FakeAwsServer aws, string configuration, (string Name, string Value)[] variables, string[] more)
    {
        var start = OtherProcess.Auditor(
            Folder, ["collect", "--region", Region, "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", .. more]);
        foreach (var (name, value) in TestEnvironment.Aws)
        {
            start.Environment[name] = value;
        }

        start.Environment["AWS_CONFIG_FILE"] = PathOf(Write("config", configuration));
        start.Environment["AWS_ENDPOINT_URL"] = aws.Url.AbsoluteUri;
        start.Environment["AWS_REGION"] = Region;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
