namespace Auditor.Templates.Terraform;

/// <summary>A resource that an expression names, and what it asks of it.</summary>
internal sealed record ReferenceTarget(PlannedResource Resource, string? Attribute);
