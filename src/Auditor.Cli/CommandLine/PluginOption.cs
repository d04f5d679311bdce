using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Plugins;
using Auditor.Cli.Selection;
using Auditor.Core.Rules;

namespace Auditor.Cli.CommandLine;

/// <summary>Where rules come from besides those built in.</summary>
internal sealed class PluginOption
{
    public Option<string[]> Plugin { get; } = new("--plugin")
    {
        Description = "Load rules from this assembly, whose code then runs; repeat for more. With '#sha256=...' behind it only the file "
            + "that has this checksum",
        HelpName = "rules.dll",
    };

    public void AddTo(Command command) => command.Add(Plugin);

    /// <summary>All rules there are.</summary>
    /// <exception cref="UsageException">A plug-in cannot be used.</exception>
    public ImmutableArray<Rule> Catalogue(ParseResult parse, IOContext io) =>
        PluginRules.Join(BuiltInRules.All, parse.GetValue(Plugin) ?? [], io);
}
