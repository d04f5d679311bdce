using System.CommandLine;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Permissions;
using Auditor.Cli.Collecting;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Storage;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor permissions</c>: what the identity that scans must be allowed.</summary>
internal sealed class PermissionsCommand(IOContext io)
{
    private static readonly string[] Partitions = ["aws", "aws-cn", "aws-us-gov"];

    private readonly ConfigurationOption _configuration = new();
    private readonly RuleOptions _rules = new();
    private readonly Option<string> _partition = new("--partition")
    {
        Description = "Partition of the ARNs: aws, aws-cn or aws-us-gov",
        HelpName = "name",
        DefaultValueFactory = _ => "aws",
        CompletionSources = { "aws", "aws-cn", "aws-us-gov" },
    };

    private readonly Option<string[]> _region = new("--region")
    {
        Description = "With 'all': add what finding out the enabled Regions "
        + "needs; other Regions change nothing",
        HelpName = "region"
    };

    private readonly Option<string[]> _roleArn = new("--role-arn")
    {
        Description = "The role that is assumed: the policy is for it; says "
        + "what the identity that assumes it needs besides",
        HelpName = "arn"
    };

    private readonly Option<bool> _organization = new("--organization")
    {
        Description = "Add what finding out the organization's "
        + "accounts, and the policies that limit them, needs"
    };

    private readonly Option<bool> _cloudFormation = new("--cloudformation")
    {
        Description = "Print a CloudFormation template of the role "
        + "that is assumed in each account, with this policy, for a stack or a StackSet"
    };

    private readonly Option<string?> _storage = new("--storage")
    {
        Description = "Print instead what writing reports to this place in S3, and merging from it, needs besides",
        HelpName = "s3://bucket/prefix",
    };

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand("permissions", "Print the least IAM policy that a scan with the enabled rules needs")
        {
            Examples =
            [
                new("For all rules", "auditor permissions > policy.json"),
                new("For a scan of every enabled Region", "auditor permissions --region all > policy.json"),
                new("For a role that is assumed", "auditor permissions --role-arn arn:aws:iam::111122223333:role/auditor > policy.json"),
                new("The role of every account of the organization, for a StackSet", "auditor permissions --cloudformation > role.json"),
                new("For reports in S3, besides", "auditor permissions --storage s3://audit/runs"),
                new("For one rule", "auditor permissions --rule route-without-authorization"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        _configuration.AddTo(command);
        _rules.AddTo(command);
        command.Add(_region);
        command.Add(_roleArn);
        command.Add(_organization);
        command.Add(_partition);
        command.Add(_cloudFormation);
        command.Add(_storage);
        command.SetAction(parse =>
        {
            var partition = Choice.Of(parse.GetRequiredValue(_partition), Partitions, _partition.Name, "partition");
            var file = _configuration.Read(parse, io);
            var catalogue = _rules.Catalogue(parse, io);
            var rules = _rules.Choose(parse, file, catalogue);

            // No option changes what is read, but whoever asks for the policy of a file is told of a mistake in it before the scan is.
            OptionSelection.Read(file.RuleOptions, catalogue);
            var regions = AwsOptions.Regions(parse.GetValue(_region), _region.Name, file);
            var organization = parse.GetValue(_organization);
            var operations = OperationPlan.ForScan(RuleNeeds.Of(rules), partition, regions.Contains(RegionName.All), organization);
            if (parse.GetValue(_storage) is { } place)
            {
                io.Output.WriteLine(StoragePolicy.Of(Store.AddressOf(place, _storage.Name), partition));
                screenOf(parse)
                    .Note("This is for the identity that writes and merges, not for the roles in the accounts: they only read. Where the "
                        + "bucket encrypts with a key of yours, it also needs kms:GenerateDataKey and kms:Decrypt on that key.");
                return (int)ExitCode.Clean;
            }

            var policy = PermissionPolicy.For(operations, partition);
            io.Output.WriteLine(parse.GetValue(_cloudFormation) ? RoleTemplate.Of(policy) : policy);
            if (organization)
            {
                screenOf(parse)
                    .Note("This policy is for the role in each account and for the identity that starts the scan. That identity also "
                        + "needs sts:AssumeRole on the roles; the roles do without what begins with organizations:.");
            }

            if (parse.GetValue(_roleArn) is { Length: > 0 } roles)
            {
                screenOf(parse)
                    .Note($"This policy is for the role. The identity that assumes it needs sts:AssumeRole on "
                        + $"{string.Join(", ", roles)}, and the role's trust policy must name that identity.");
            }

            return (int)ExitCode.Clean;
        });
        return command;
    }
}
