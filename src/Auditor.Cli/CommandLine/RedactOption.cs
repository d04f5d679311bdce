using System.CommandLine;
using Auditor.Core.Privacy;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>What is left out besides secrets.</summary>
internal sealed class RedactOption
{
    private const string Personal = "personal";

    private readonly Option<string?> _redact = new("--redact")
    {
        Description = "With 'personal' leave e-mail addresses and telephone numbers out of reports, the inventory and the terminal, for "
            + "what leaves the house; the verdicts stay, and so does what --cache keeps",
        HelpName = Personal,
        CompletionSources = { Personal },
    };

    public Option Option => _redact;

    public void AddTo(Command command) => command.Add(_redact);

    /// <summary>What is to be left out; null for nothing.</summary>
    /// <exception cref="UsageException">It is no such thing.</exception>
    public INameChange? Read(ParseResult parse) => parse.GetValue(_redact) switch
    {
        null => null,
        Personal => new PersonalData(),
        var other =>
            throw new UsageException(
                $"{_redact.Name}: {Quote.Of(other)} is nothing that can be left out; '{Personal}' can: e-mail addresses and telephone "
                    + $"numbers."),
    };
}
