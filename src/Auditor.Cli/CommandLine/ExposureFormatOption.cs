using System.CommandLine;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>For people or for programs.</summary>
internal sealed class ExposureFormatOption
{
    private static readonly string[] Formats = ["text", "json"];

    public Option<string> Format { get; } = new("--format") { Description = "text or json", HelpName = "text|json", DefaultValueFactory = _ => "text" };

    /// <exception cref="UsageException">It is neither.</exception>
    public bool IsJson(ParseResult parse)
    {
        var format = parse.GetRequiredValue(Format);
        return Formats.Contains(format, StringComparer.OrdinalIgnoreCase)
            ? string.Equals(format, "json", StringComparison.OrdinalIgnoreCase)
            : throw new UsageException(
                $"{Format.Name}: {Quote.Of(format)} is no format of this "
                    + $"answer{NearestName.Suggest(format, Formats, $"; there are {Words.List(Formats)}.")}");
    }
}
