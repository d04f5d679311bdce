using Auditor.Cli.Auditing;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Inventory;
using Auditor.Templates;
using Auditor.Templates.CloudFormation;

namespace Auditor.Cli.Commands;

/// <summary>Reads what questions about callers are asked of: an inventory, or a template as it would be deployed.</summary>
internal static class EstateSource
{
    /// <summary>The inventory; of a template one for each way in which what it leaves open may turn out.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static async Task<IReadOnlyList<Estate>> ReadAsync(string path, Screen screen, IOContext io, CancellationToken cancellationToken)
    {
        if (path is InputFile.StandardInput || Directory.Exists(io.FullPath(path)) || !File.Exists(io.FullPath(path)))
        {
            return [await InventorySource.ReadAsync(path, io, cancellationToken).ConfigureAwait(false)];
        }

        var bytes = await File.ReadAllBytesAsync(io.FullPath(path), cancellationToken).ConfigureAwait(false);
        var templates = new TemplateCheck();
        if (CheckedFiles.IsInventory(bytes) || !templates.Add(path.Replace('\\', '/'), bytes, ParameterValues.None, isNamed: false))
        {
            return [await InventorySource.ReadAsync(path, io, cancellationToken).ConfigureAwait(false)];
        }

        screen.Note("This is a template: what is told is what it would make, with its parameters' defaults.");
        foreach (var assumption in templates.Assumptions())
        {
            screen.Note(assumption);
        }

        return templates.Inventories(io.Time.GetUtcNow());
    }
}
