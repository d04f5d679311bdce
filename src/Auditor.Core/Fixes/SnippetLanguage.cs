namespace Auditor.Core.Fixes;

/// <summary>What a snippet is written in.</summary>
public enum SnippetLanguage
{
    /// <summary>YAML for CloudFormation or SAM.</summary>
    CloudFormation,

    /// <summary>HCL for Terraform.</summary>
    Terraform,
}
