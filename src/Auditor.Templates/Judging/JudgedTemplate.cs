using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Templates.Mapping;

namespace Auditor.Templates.Judging;

/// <summary>What the rules said about a template.</summary>
/// <param name="Inventory">The inventory that it would make.</param>
/// <param name="Result">What the rules said about that.</param>
/// <param name="Findings">The findings of all ways in which what the template leaves open may turn out.</param>
internal sealed record JudgedTemplate(TemplateInventory Inventory, AuditResult Result, ImmutableArray<Finding> Findings);
