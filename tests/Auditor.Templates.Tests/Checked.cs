using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Templates.CloudFormation;

namespace Auditor.Templates.Tests;

/// <summary>What all rules say about files.</summary>
internal sealed record Checked(AuditResult Result, IReadOnlyList<string> Broken)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static readonly ImmutableArray<Rule> AllRules = RuleCatalogue.From(typeof(RuleDocumentation).Assembly);

    public static Checked Text(string text, string file = "template.yaml", string? parameters = null) =>
        Files(parameters, (file, Encoding.UTF8.GetBytes(text)));

    public static Checked Files(string? parameters, params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        var check = new TemplateCheck();
        var values = parameters is null
            ? ParameterValues.None
            : ParameterValues.Read("parameters.json", Encoding.UTF8.GetBytes(parameters));
        foreach (var (name, bytes) in files)
        {
            check.Add(name, bytes, values, isNamed: true);
        }

        return new(check.Run(AllRules, RuleSettings.Default, Now, CancellationToken.None), check.Broken);
    }

    public IEnumerable<Finding> Of(string rule) => Result.Findings.Where(finding => finding.Rule.Id == rule);

    public IEnumerable<Finding> Flagged(string rule) => Of(rule).Where(finding => finding.Outcome is Outcome.Flagged);

    /// <summary>What the rules say about the inventory that was written of it.</summary>
    public Checked Rechecked()
    {
        var inventory = InventoryFile.Read(InventoryFile.Write(Result.Estate));
        return new(Audit.Run(inventory, AllRules, RuleSettings.Default, CancellationToken.None), Broken);
    }

    /// <summary>What is flagged in the inventory that was written of it and is no question in the template itself.</summary>
    public IEnumerable<string> OnlyInItsInventory()
    {
        static string Question(Finding finding) => $"{finding.Rule.Id} {finding.Subject.Identity}";
        var asked = Result.Findings.Concat(Result.OnlyCounted).Select(Question).ToHashSet(StringComparer.Ordinal);
        return Rechecked().Result.Findings.Where(finding => finding.Outcome is Outcome.Flagged && !asked.Contains(Question(finding)))
            .Select(finding => $"{finding.Rule.Id} {finding.Message}");
    }

    public string Said =>
        string.Join(
            '\n',
            Result.Findings.Select(finding => $"{finding.Rule.Id} {finding.Outcome} {finding.Source?.Line} "
                + $"{finding.Message}").Concat(Broken).Concat(Result.Failures.Select(failure => failure.ToString())));
}
