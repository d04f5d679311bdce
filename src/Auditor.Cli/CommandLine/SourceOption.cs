using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.Terminal;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Tracing;

namespace Auditor.Cli.CommandLine;

/// <summary>The folder with the templates that made what is deployed.</summary>
internal sealed class SourceOption
{
    private readonly Option<string?> _source = new("--source")
    {
        Description = "Lead from what is deployed to the lines of the templates in this folder that made it, and say where both differ",
        HelpName = "folder",
    };

    public void AddTo(Command command) => command.Add(_source);

    /// <summary>The folder; <see langword="null"/> when none was named.</summary>
    /// <exception cref="UsageException">It is not there, or names are to be left out: reports quote the templates' own lines.</exception>
    public string? Read(ParseResult parse, AuditRunSettings settings, IOContext io)
    {
        if (parse.GetValue(_source) is not { } folder)
        {
            return null;
        }

        // An empty name would be the folder that it runs in: a variable that is not set.
        if (folder.Length == 0 || (!Directory.Exists(io.FullPath(folder)) && !File.Exists(io.FullPath(folder))))
        {
            throw new UsageException($"{_source.Name}: there is no {Quote.Of(folder)}.");
        }

        return settings.Redaction is null
            ? folder
            : throw new UsageException($"{_source.Name} and --redact do not go together: reports quote the templates' own lines.");
    }

    /// <summary>Finds the templates of an inventory.</summary>
    public static async Task<SourceTrace> TraceAsync(
        string folder, Estate estate, IReadOnlyList<string> parameters, Screen screen, IOContext io, CancellationToken cancellationToken)
    {
        var templates = await CheckedFiles.TemplatesAsync([folder], parameters, io, cancellationToken).ConfigureAwait(false);
        var trace = templates.TraceTo(estate);
        foreach (var note in templates.Notes.Concat(templates.Broken).Concat(trace.Notes))
        {
            screen.Note(note);
        }

        return trace;
    }
}
