using Auditor.Cli;
using Auditor.Demo.Serving;
using Auditor.Samples;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Throttling;

namespace Auditor.Demo;

/// <summary>The whole main job without an AWS account: Acme's AWS on a loopback port, and a scan of it.</summary>
internal sealed class Demonstration(IOContext io)
{
    /// <summary>As if AWS answered any number of calls a second: for whoever has seen how it is paced.</summary>
    private const string Unlimited = "--unlimited";

    /// <param name="arguments">Options of <c>auditor scan</c>, and perhaps <c>--unlimited</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var isUnlimited = arguments.Contains(Unlimited, StringComparer.Ordinal);
        var estate = AcmeEstate.Create();
        await using var aws = await FakeAwsServer.StartAsync(
            ServedEstate.Of(estate, io.Time.GetUtcNow()),
            new FakeAwsOptions
            {
                // The SDK holds the end of a session against the clock of this machine, and the scan has one of its own.
                ChecksSignatureDate = false,
                Throttling = isUnlimited ? FakeThrottling.Off : FakeThrottling.AsDocumented,
            },
            cancellationToken).ConfigureAwait(false);
        var variables = UseOnly(aws.Credentials);
        string[] command =
        [
            "scan",
            "--endpoint-url", aws.Url.ToString().TrimEnd('/'),
            "--region", "all",
            .. estate.Accounts.SelectMany(account => new[] { "--role-arn", $"arn:aws:iam::{account.Id}:role/{ServedEstate.Role}" }),
            .. isUnlimited ? ["--max-rate", "1000"] : Array.Empty<string>(),
            .. arguments.Where(argument => argument is not Unlimited),
        ];
        var limit = isUnlimited ? "" : ", ten calls a second at most";
        await io.Output.WriteLineAsync($"""
            The AWS of Acme, a company that does not exist, answers at {aws.Url} as the real one does{limit}.

            auditor {string.Join(' ', command)}

            """).ConfigureAwait(false);
        await io.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        var exitCode = await new Application(io with
        {
            Environment = variables,
            Time = new ScanClock(estate.CollectedAt, io.Time),
            Hosts = (name, _) => Task.FromResult(Exists(estate, name)),
        }).RunAsync(command, cancellationToken).ConfigureAwait(false);
        return aws.Violations is [] ? exitCode : throw new InvalidOperationException($"It wrote: {aws.Violations[0]}");
    }

    private static Fact<bool> Exists(Estate estate, string host) =>
        estate.Scopes.SelectMany(scope => scope.BackendHosts).FirstOrDefault(known => known.Name == host)?.Exists ?? true;

    // The SDK takes credentials from the variables of this process, and those of whoever runs it are not for this.
    private Dictionary<string, string> UseOnly(FakeCredentials credentials)
    {
        var variables = io.Environment.Where(variable => !IsOfAws(variable.Key)).ToDictionary(StringComparer.Ordinal);
        variables["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        variables["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        variables["AWS_REGION"] = "eu-west-1";
        variables["AWS_EC2_METADATA_DISABLED"] = "true";
        variables["AWS_CONFIG_FILE"] = "/nowhere/config";
        variables["AWS_SHARED_CREDENTIALS_FILE"] = "/nowhere/credentials";
        foreach (var name in io.Environment.Keys.Concat(variables.Keys).Where(IsOfAws).Distinct(StringComparer.Ordinal))
        {
            Environment.SetEnvironmentVariable(name, variables.GetValueOrDefault(name));
        }

        return variables;
    }

    private static bool IsOfAws(string variable) => variable.StartsWith("AWS_", StringComparison.Ordinal);
}
