using System.CommandLine;
using System.Globalization;
using Auditor.Cli.Collecting;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>How much AWS Config is asked about what is flagged.</summary>
internal sealed class HistoryOption
{
    private const int Most = 10_000;

    public Option<string?> Calls { get; } = new("--config-history")
    {
        Description = $"Ask AWS Config since when at most this many flagged things of an account and Region have been so, with one call "
            + $"for each; 0 asks nothing [default: {HistoryQuestions.DefaultCalls}]",
        HelpName = "number",
    };

    public void AddTo(Command command) => command.Add(Calls);

    /// <exception cref="UsageException">It is no number.</exception>
    public int Read(ParseResult parse) => parse.GetValue(Calls) switch
    {
        null => HistoryQuestions.DefaultCalls,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls <= Most => calls,
        var text => throw new UsageException($"{Calls.Name}: {Quote.Of(text)} is no number of calls from 0 to {Most}."),
    };
}
