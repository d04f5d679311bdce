using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Throttling;

namespace Auditor.Testing.FakeAws;

/// <summary>
/// The fake as a program: <c>[--port N] [--estate FILE | --generate SEED] [--throttle]</c>; it prints what a client has to set and runs
/// until cancelled.
/// </summary>
public static class FakeAwsProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken cancellationToken)
    {
        var options = new FakeAwsOptions();
        var estate = new FakeEstateGenerator(1).Estate(new FakeEstateSize());
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--throttle":
                    options = options with { Throttling = FakeThrottling.AsDocumented };
                    break;
                case "--port" when i + 1 < args.Count && int.TryParse(args[i + 1], out var port):
                    options = options with { Port = port };
                    i++;
                    break;
                case "--estate" when i + 1 < args.Count:
                    estate = FakeEstate.Load(args[++i]);
                    break;
                case "--generate" when i + 1 < args.Count && int.TryParse(args[i + 1], out var seed):
                    estate = new FakeEstateGenerator(seed).Estate(new FakeEstateSize());
                    i++;
                    break;
                default:
                    await output.WriteLineAsync(
                        $"Not understood: {args[i]}. Usage: [--port N] [--estate FILE | --generate SEED] [--throttle]");
                    return 2;
            }
        }

        await using var aws = await FakeAwsServer.StartAsync(estate, options, cancellationToken);
        await output.WriteLineAsync($"""
            export AWS_ENDPOINT_URL={aws.Url.ToString().TrimEnd('/')}
            export AWS_ACCESS_KEY_ID={aws.Credentials.AccessKeyId}
            export AWS_SECRET_ACCESS_KEY={aws.Credentials.SecretAccessKey}
            export AWS_REGION={aws.Estate.Accounts[0].Regions[0].Name}
            """);
        await output.FlushAsync(cancellationToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        foreach (var call in aws.Calls)
        {
            await output.WriteLineAsync(
                $"{call.Status} {call.Service} "
                    + $"{call}{(call.Problem is { } problem ? $" PROBLEM {problem}" : "")}{(call.IsWrite ? " WRITE" : "")}");
        }

        return 0;
    }
}
