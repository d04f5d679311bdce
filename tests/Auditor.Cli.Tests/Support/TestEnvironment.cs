using System.Runtime.CompilerServices;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests.Support;

/// <summary>
/// The SDK reads this process's own environment: whatever the machine has of AWS is removed, and the fake's credentials are put in its
/// place.
/// </summary>
internal static class TestEnvironment
{
    public static IReadOnlyDictionary<string, string> Aws { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = new FakeAccount().Credentials.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = new FakeAccount().Credentials.SecretAccessKey,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/nowhere/config",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/nowhere/credentials",
    };

    [ModuleInitializer]
    internal static void Scrub()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach (var (name, value) in Aws)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
