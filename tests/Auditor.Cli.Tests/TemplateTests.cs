using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

/// <summary>Templates in place of inventories.</summary>
public sealed class TemplateTests : CliTests
{
    private const string Open = """
        Parameters:
          Auth: { Type: String, AllowedValues: [NONE, AWS_IAM] }
        Resources:
          Api:
            Type: AWS::ApiGatewayV2::Api
            Properties: { Name: pets, ProtocolType: HTTP }
          Stage:
            Type: AWS::ApiGatewayV2::Stage
            Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true }
          Get:
            Type: AWS::ApiGatewayV2::Route
            Properties: { ApiId: !Ref Api, RouteKey: GET /pets, AuthorizationType: NONE, Target: !Sub "integrations/${Backend}" }
          Post:
            Type: AWS::ApiGatewayV2::Route
            Properties: { ApiId: !Ref Api, RouteKey: POST /pets, AuthorizationType: !Ref Auth, Target: !Sub "integrations/${Backend}" }
          Backend:
            Type: AWS::ApiGatewayV2::Integration
            Properties: { ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationUri: "https://backend.example.com" }
        """;

    [Fact]
    public async Task Exposure_tells_who_will_be_able_to_call_and_what_hangs_on_a_parameter()
    {
        var run = await Run("exposure", "--inventory", Written("template.yaml", Open));

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.Split('\n')
            .ShouldContain(line => line.Contains("GET /pets", StringComparison.Ordinal)
                && line.Contains("anyone on the internet", StringComparison.Ordinal));
        run.Output.ShouldContain("It hangs on conditions or parameters");
    }

    [Theory]
    [InlineData("GET /pets", "Allowed:")]
    [InlineData("POST /pets", "Could not tell:")]
    public async Task A_request_to_what_a_template_deploys_is_explained(string request, string decision)
    {
        var run = await Run(
            "explain-access",
            "--inventory",
            Written("template.yaml", Open),
            "--api",
            "Api",
            "--stage",
            "$default",
            request,
            "--from-ip",
            "198.51.100.4");

        run.Output.ShouldStartWith(decision);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("template.yaml", "nope.yaml")]
    public async Task A_path_that_is_not_there_is_refused_before_anything_is_written(params string[] paths)
    {
        Written("template.yaml", Open);

        (await Run(["check", .. paths, "--output", "out"])).ShouldRefuse($"'{paths[^1]}' cannot be read: it does not exist.");

        Directory.Exists(Path.Combine(Folder, "out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("json", "findings.json")]
    [InlineData("sarif", "auditor.sarif")]
    public async Task Findings_given_as_a_path_are_named_as_what_they_are(string format, string report)
    {
        Written("template.yaml", Open);
        await Run("check", "template.yaml", "--output", "out", "--format", format);

        (await Run("check", $"out/{report}", "--output", "again")).ShouldRefuse("holds the findings of a run, not an inventory");
    }

    [Fact]
    public async Task Terraform_sources_are_not_read_and_that_is_said()
    {
        var run = await Run("check", Written("main.tf", "resource \"aws_api_gateway_rest_api\" \"a\" {}"));

        run.Error.ShouldContain("terraform show -json");
    }

    [Fact]
    public async Task An_option_of_git_is_no_reference()
    {
        var run = await Run("check", Written("template.yaml", Open), "--changed-since", "--output=x");

        run.ExitCode.ShouldNotBe(ExitCode.Clean);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
