using System.CommandLine;

namespace Auditor.Cli.CommandLine;

/// <summary>For people or for programs.</summary>
internal sealed class ExposureFormatOption
{
    private static readonly string[] Formats = ["text", "json"];

    public Option<string> Format { get; } = new("--format") { Description = "text or json", HelpName = "text|json", DefaultValueFactory = _ => "text" };

    /// <exception cref="UsageException">It is neither.</exception>
    public bool IsJson(ParseResult parse) =>
        Choice.Of(parse.GetRequiredValue(Format), Formats, Format.Name, "format of this answer") is "json";
}
