using System.Reflection;

namespace Auditor.Cli.Tests.Support;

/// <summary><c>samples/plugin</c>, built beside these tests, with nothing of what holds for this repository.</summary>
internal static class SamplePlugin
{
    /// <summary>Where its author has it after <c>dotnet build</c>.</summary>
    public static string Assembly { get; } = Path.Combine(
        Repository.Root,
        "samples/plugin/bin",
        typeof(SamplePlugin).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration,
        "net10.0/Acme.ApiRules.dll");
}
