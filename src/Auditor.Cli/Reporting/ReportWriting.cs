using System.Collections.Immutable;
using Auditor.Cli.Commands;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Cli.Reporting;

/// <summary>Writes the files of a run.</summary>
internal static class ReportWriting
{
    /// <summary>The paths of what was written.</summary>
    public static ImmutableArray<string> Write(AuditResult result, JudgementSettings settings, Verdict verdict, IOContext io)
    {
        _ = verdict;
        _ = io;
        var inventory = Path.Combine(settings.Folder, "inventory.json");
        File.WriteAllBytes(inventory, InventoryFile.Write(result.Estate));
        return [inventory];
    }
}
