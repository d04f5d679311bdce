using System.CommandLine;
using Auditor.Cli.Configuration;

namespace Auditor.Cli.CommandLine;

/// <summary>The file that settings come from where the command line has none.</summary>
internal sealed class ConfigurationOption
{
    public Option<string?> Config { get; } = new("--config")
    {
        Description = "Read settings from this file (never from one that merely lies about); the command line wins",
        HelpName = "auditor.yaml",
    };

    public void AddTo(Command command) => command.Add(Config);

    /// <exception cref="UsageException">The file cannot be used.</exception>
    public ConfigurationFile Read(ParseResult parse, IOContext io) =>
        parse.GetValue(Config) is { } path ? ConfigurationReader.Read(path, io) : new();
}
