using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Core.Rules;
using Auditor.Reports.Tests.Examples;
using Auditor.Rules.Authorization;
using Auditor.Samples;

namespace Auditor.Reports.Tests.Commands;

/// <summary>Whoever pastes a command that a finding prints is not told by AWS that there is no such thing.</summary>
public sealed partial class FixCommandTests
{
    private static readonly ReportInput Sample = Acme.Report(
        AcmeEstate.Create(), RuleCatalogue.From(typeof(RouteWithoutAuthorization).Assembly));

    [AwsCliFact]
    [Trait("Category", "Exhaustive")]
    public async Task The_AWS_CLI_takes_every_command_that_the_sample_prints()
    {
        var blocks = Sample.Result.Flagged
            // What belongs together is pasted together: a command may want what the one before it answered.
            .Select(finding => (Of: finding.Rule.Id, Text: string.Join('\n', Sample.Fixes.Of(finding).Commands
                .Select(command => command.Text))))
            .Where(block => block.Text.Length > 0)
            .GroupBy(block => Shape().Replace(block.Text, "-"), StringComparer.Ordinal)
            .Select(same => same.First())
            .ToImmutableArray();
        // Every rule's page has some, and every rule finds something in the sample.
        blocks.Select(block => block.Of).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(75);

        (await Refused(blocks)).ShouldEndWith(" commands");
    }

    // What this looks for is found: an option that there is not, a list where a text belongs, a name with a character that is not taken,
    // quotes that do not end.
    [AwsCliFact]
    [Trait("Category", "Exhaustive")]
    public async Task What_AWS_would_refuse_is_told()
    {
        var said = await Refused(
        [
            ("1", "aws apigateway get-account --region eu-west-1"),
            ("2", "aws apigateway get-account --stage prod"),
            ("3", "aws apigateway get-export --rest-api-id a1 --stage-name prod --export-type oas30 --parameters "
                + "extensions=apigateway,authorizers api.json"),
            ("4", "aws logs create-log-group --log-group-name '/apigateway/a1/$default'"),
            ("5", "aws apigateway get-account --region 'eu-west-1"),
            ("6", "aws lambda update-function-url-config --function-name orders --auth-type OPEN"),
            ("7", "aws iam detach-role-policy --role-name ROLE --policy-arn POLICY_ARN"),
        ]);

        said.Split('\n')
            .Where(line => line is [>= '1' and <= '9', ':', ..])
            .Select(line => line[..1])
            .Order(StringComparer.Ordinal)
            .ShouldBe(["2", "3", "4", "5", "6"], ignoreOrder: false, said);
    }

    // Ids, which differ from finding to finding and change nothing.
    [GeneratedRegex(@"(?<=(-id|--stage-name|--resource-arn) )\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    private static async Task<string> Refused(ImmutableArray<(string Of, string Text)> blocks)
    {
        var file = Path.Combine(Path.GetTempPath(), $"auditor-commands-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(
                file,
                JsonSerializer.Serialize(blocks.Select(block =>
                    new Dictionary<string, string> { ["of"] = block.Of, ["text"] = block.Text })));
            var script = Path.Combine(Repository.Root, "tests", "Auditor.Reports.Tests", "Commands", "aws_commands.py");
            using var python = Process.Start(new ProcessStartInfo(
                "python3", [script, file])
            { RedirectStandardError = true, RedirectStandardOutput = true })
                .ShouldNotBeNull();
            var (output, error) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
            await python.WaitForExitAsync();
            return (await error).Length > 0 ? await error : (await output).TrimEnd();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
