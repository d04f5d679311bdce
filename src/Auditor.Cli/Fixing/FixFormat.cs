namespace Auditor.Cli.Fixing;

/// <summary>What <c>auditor fix</c> writes.</summary>
internal enum FixFormat
{
    /// <summary>A script of commands.</summary>
    Shell,

    /// <summary>Lines for Terraform.</summary>
    Terraform,

    /// <summary>Lines for CloudFormation or SAM.</summary>
    CloudFormation,
}
