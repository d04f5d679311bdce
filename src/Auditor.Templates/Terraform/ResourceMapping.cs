namespace Auditor.Templates.Terraform;

/// <summary>The type that CloudFormation has for a type of Terraform, and where its attributes go.</summary>
internal sealed record ResourceMapping(string Type, ImmutableArray<AttributeMapping> Attributes);
