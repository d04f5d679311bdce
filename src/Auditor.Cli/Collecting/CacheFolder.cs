using Auditor.Aws.Caching;
using Auditor.Cli.Terminal;
using Auditor.Core.Text;

namespace Auditor.Cli.Collecting;

/// <summary>
/// The folder of <c>--cache</c>, and what there is to say about it in the end. Trouble with it costs calls and nothing else.
/// </summary>
internal sealed class CacheFolder
{
    private readonly string _name;

    /// <param name="name">As somebody named it.</param>
    /// <param name="endpoint">What is called in place of AWS; null for AWS.</param>
    /// <param name="io">Where relative paths begin.</param>
    /// <exception cref="UsageException">It is a file.</exception>
    public CacheFolder(string name, Uri? endpoint, IOContext io)
    {
        _name = name;
        var path = io.FullPath(name);
        if (File.Exists(path))
        {
            throw new UsageException($"--cache: {Quote.Of(name)} is a file, not a folder.");
        }

        // What an emulator says of an account is not what AWS says of it.
        Readings = new(endpoint is null
            ? path
            : Path.Combine(path, string.Concat(endpoint.Authority.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))));
    }

    public ReadingCache Readings { get; }

    /// <summary>Says what has to be known of it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="isRedacted">Whether reports have no e-mail addresses and telephone numbers, which the cache has.</param>
    public void Tell(Screen screen, bool isRedacted)
    {
        if (isRedacted)
        {
            screen.Note($"The cache {Quote.Of(_name)} has e-mail addresses and telephone numbers as AWS has them: --redact takes them "
                + $"out of reports.");
        }

        if (Readings.Unusable > 0)
        {
            screen.Note($"{Words.Count(Readings.Unusable, "file")} in the cache {Quote.Of(_name)} could not be used, because of damage "
                + $"or because another version of Auditor wrote it: what it stood for was read anew.");
        }

        if (Readings.Trouble is { } trouble)
        {
            screen.Note($"Not everything could be kept in the cache {Quote.Of(_name)}, so the next scan reads more: {trouble}");
        }
    }
}
