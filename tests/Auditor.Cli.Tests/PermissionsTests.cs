using System.Text.Json;
using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class PermissionsTests : CliTests
{
    [Fact]
    public async Task Prints_a_policy_and_nothing_else()
    {
        var run = await Run("permissions");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Error.ShouldBeEmpty();
        using var policy = JsonDocument.Parse(run.Output);
        policy.RootElement.GetProperty("Version").GetString().ShouldBe("2012-10-17");
        Actions(run).ShouldContain("apigateway:GET");
        Actions(run).ShouldContain("config:DescribeConfigurationRecorders");
    }

    [Fact]
    public async Task Every_action_only_reads() =>
        Actions(await Run(
            "permissions",
            "--region",
            "all")).ShouldAllBe(action => action.Split(':', 2)[1].StartsWith("Get", StringComparison.OrdinalIgnoreCase)
            || action.Contains(":List", StringComparison.Ordinal) || action.Contains(":Describe", StringComparison.Ordinal));

    [Fact]
    public async Task A_rule_that_needs_less_is_allowed_less()
    {
        var actions = Actions(await Run("permissions", "--rule", "AGW7003"));

        actions.ShouldContain("apigateway:GET");
        actions.ShouldNotContain(action => action.StartsWith("config:", StringComparison.Ordinal)
            || action.StartsWith("iam:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_Regions_need_one_more()
    {
        Actions(await Run("permissions")).ShouldNotContain("ec2:DescribeRegions");
        Actions(await Run("permissions", "--region", "all")).ShouldContain("ec2:DescribeRegions");
    }

    [Fact]
    public async Task Who_assumes_a_role_needs_that_besides()
    {
        var run = await Run("permissions", "--role-arn", "arn:aws:iam::444455556666:role/auditor");

        Actions(run).ShouldNotContain("sts:AssumeRole");
        run.Error.ShouldContain("The identity that assumes it needs sts:AssumeRole on arn:aws:iam::444455556666:role/auditor");
    }

    [Fact]
    public async Task Arns_are_those_of_the_partition()
    {
        var run = await Run("permissions", "--partition", "aws-us-gov");

        run.Output.ShouldContain("arn:aws-us-gov:apigateway:");
        run.Output.ShouldNotContain("arn:aws:");
    }

    [Fact]
    public async Task A_partition_that_does_not_exist() =>
        (await Run("permissions", "--partition", "aws-gov-us")).ShouldRefuse("--partition: 'aws-gov-us' is no partition");

    [Fact]
    public async Task The_template_of_the_role_has_that_policy_and_trusts_whom_its_parameter_names()
    {
        using var policy = JsonDocument.Parse((await Run("permissions", "--region", "all")).Output);
        using var template = JsonDocument.Parse((await Run("permissions", "--region", "all", "--cloudformation")).Output);

        var role = template.RootElement.GetProperty("Resources").GetProperty("Role").GetProperty("Properties");
        JsonElement.DeepEquals(role.GetProperty("Policies")[0].GetProperty("PolicyDocument"), policy.RootElement).ShouldBeTrue();
        role.GetProperty("AssumeRolePolicyDocument")
            .GetProperty("Statement")[0]
            .GetProperty("Principal")
            .GetProperty("AWS")
            .GetProperty("Ref")
            .GetString()
            .ShouldBe("Trusted");
    }

    private static List<string> Actions(CliRun run)
    {
        using var policy = JsonDocument.Parse(run.Output);
        return [.. policy.RootElement.GetProperty("Statement").EnumerateArray().SelectMany(statement => statement.GetProperty("Action").EnumerateArray()).Select(action => action.GetString()!)];
    }
}
