using System.Collections.Concurrent;
using Auditor.Cli.Baselines;
using Auditor.Cli.Storing;
using Auditor.Core.Files;
using Auditor.Core.Inventory;
using Auditor.Core.Privacy;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Templates;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;
using Auditor.Templates.Tracing;

namespace Auditor.Cli.Auditing;

/// <summary>What <c>auditor check</c> is to judge: inventories and templates, told apart by what stands in them.</summary>
internal sealed class CheckedFiles : IDisposable
{
    private CheckedFiles()
    {
    }

    /// <summary>The inventories, joined; <see langword="null"/> when there is none.</summary>
    public Estate? Inventory { get; private set; }

    /// <summary>
    /// Where accounts and Regions of the inventory are read when they are judged; <see langword="null"/> when <see cref="Inventory"/> has
    /// all of them.
    /// </summary>
    public InventoryPlaces? Places { get; private init; }

    public TemplateCheck Templates { get; } = new();

    /// <summary>Reads everything.</summary>
    /// <exception cref="UsageException">Nothing is named, or nothing that can be judged is there.</exception>
    public static async Task<CheckedFiles> ReadAsync(
        IReadOnlyList<string> paths, string? inventory, IReadOnlyList<string> parameters, IOContext io, CancellationToken cancellationToken)
    {
        if (paths.Count == 0 && inventory is null)
        {
            throw new UsageException("Name what is to be judged: --inventory FILE, or paths of templates ('auditor check --help').");
        }

        var files = new CheckedFiles { Inventory = inventory is null ? null : await InventorySource.ReadAsync(inventory, io, cancellationToken).ConfigureAwait(false) };
        var values = parameters.Select(each => Parameters(each, io)).ToList();
        foreach (var stored in paths.Where(StoredFile.IsOne))
        {
            files.Add(await InventorySource.ReadFolderAsync(stored, io, cancellationToken).ConfigureAwait(false));
        }

        await files.AddAsync([.. paths.Where(path => !StoredFile.IsOne(path))], values, io, cancellationToken).ConfigureAwait(false);
        return files is { Inventory: null, Templates: { Count: 0, Broken: [] } }
            ? throw new UsageException(
                $"There is nothing to judge in {Quote.List(paths)}: no inventory, no template of CloudFormation or SAM, no plan of "
                    + $"Terraform, no OpenAPI file for API Gateway.{string.Concat(files.Templates.Notes.Select(note => $" {note}"))}")
            : files;
    }

    /// <summary>Opens an inventory of which an account and Region is in memory while it is judged.</summary>
    /// <returns><see langword="null"/> where it can only be read as a whole.</returns>
    /// <exception cref="UsageException">Nothing that can be judged is there.</exception>
    public static async Task<CheckedFiles?> OpenAsync(string inventory, IOContext io, CancellationToken cancellationToken) =>
        await InventorySource.OpenAsync(inventory, io, cancellationToken).ConfigureAwait(false) is { } places
            ? new() { Inventory = places.Outline, Places = places }
            : null;

    /// <summary>Reads the templates that paths name.</summary>
    public static async Task<TemplateCheck> TemplatesAsync(
        IReadOnlyList<string> paths, IReadOnlyList<string> parameters, IOContext io, CancellationToken cancellationToken)
    {
        var files = new CheckedFiles();
        await files.AddAsync(paths, [.. parameters.Select(each => Parameters(each, io))], io, cancellationToken).ConfigureAwait(false);
        return files.Templates;
    }

    /// <summary>The lines of templates that made what the inventory holds.</summary>
    public SourceTrace? Trace { get; set; }

    /// <summary>Leaves something out of the inventory.</summary>
    /// <exception cref="UsageException">There are templates: reports quote their lines as they stand.</exception>
    public void Redact(INameChange change)
    {
        if (Templates.Count > 0)
        {
            throw new UsageException("--redact is for inventories: reports on templates quote the templates' own lines.");
        }

        Inventory = Inventory is null ? null : change.Over(Inventory);
    }

    /// <inheritdoc/>
    public void Dispose() => Places?.Dispose();

    public AuditResult Judge(AuditRunSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Places is not null)
        {
            return AuditRun.Judged(Places, settings, cancellationToken);
        }

        var live = Inventory is null ? null : AuditRun.Judged(Inventory, Trace, settings, cancellationToken);
        if (Templates is { Count: 0, Broken: [] } && live is not null)
        {
            return live;
        }

        var written = Templates.Run([.. settings.Rules], settings.RuleSettings, now, cancellationToken);
        return live is null ? written : JoinedAudits.Of(live, written);
    }

    private void Add(Estate read) => Inventory = Inventory is null ? read : JoinedAudits.Estates(Inventory, read);

    // Templates are read on all cores and taken in as they are named, inventories one after the other.
    private async Task AddAsync(
        IReadOnlyList<string> paths,
        List<(string? Template, ParameterValues Values)> parameters,
        IOContext io,
        CancellationToken cancellationToken)
    {
        // Listed first: what is wrong with a path is said as it is, not as something that went wrong on one of several cores.
        NamedFile[] files = [.. TemplateCheck.FilesIn(paths, io.WorkingDirectory)];
        if (Array.Find(files, file => file.IsNamed && !File.Exists(file.Path)) is { } missing)
        {
            throw new UsageException($"{Quote.Of(missing.Name)} cannot be read: it does not exist.");
        }

        var readings = Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering)
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(file => (file.Path, Template: Read(file, parameters, io)));
        foreach (var (path, template) in readings)
        {
            if (template is null)
            {
                Add(await InventorySource.ReadAsync(path, io, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                Templates.Add(template);
            }
        }
    }

    // Null for what is no template.
    private static TemplateReading? Read(NamedFile file, List<(string? Template, ParameterValues Values)> parameters, IOContext io)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return TemplateReading.Failed(file.Name, FileFailure.Reason(file.Path, exception) + ".");
        }

        // The findings of a run are refused where inventories are read, which says what to give in their place.
        if (IsInventory(bytes) || (file.IsNamed && EarlierFindingsReader.IsOne(bytes)))
        {
            return null;
        }

        var own = parameters.Find(each => each.Template is { } name
            && (file.Name == name || file.Name.EndsWith($"/{name}", StringComparison.Ordinal)));
        return TemplateReading.Of(
            file.Name,
            bytes,
            (own.Values ?? parameters.Find(each => each.Template is null).Values ?? ParameterValues.None).Or(file.Deployment),
            file.IsNamed,
            NearbyFiles.Of(file, io.WorkingDirectory));
    }

    // Its first members, whatever follows.
    internal static bool IsInventory(ReadOnlySpan<byte> bytes)
    {
        var start = System.Text.Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 400)]);
        return start.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('{')
            && start.Contains("\"schemaVersion\"", StringComparison.Ordinal)
            && start.Contains("\"collectedAt\"", StringComparison.Ordinal);
    }

    private static (string? Template, ParameterValues Values) Parameters(string given, IOContext io)
    {
        var (template, path) = given.Split('=', 2) is [var left, var right] && !File.Exists(io.FullPath(given))
            ? (left, right)
            : ((string?)null, given);
        try
        {
            return (template, ParameterValues.Read(path, File.ReadAllBytes(io.FullPath(path))));
        }
        catch (UnreadableException exception)
        {
            throw new UsageException($"The parameters in {Quote.Of(path)} cannot be used. Line {exception.Line}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The parameters in {Quote.Of(path)} cannot be read: {FileFailure.Reason(io.FullPath(path), exception)}.");
        }
    }
}
