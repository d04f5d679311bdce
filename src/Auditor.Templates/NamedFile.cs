using Auditor.Templates.CloudFormation;

namespace Auditor.Templates;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What findings call it: relative to the working directory, with forward slashes.</param>
/// <param name="IsNamed">Whether somebody named the file itself, and not the folder that it is in.</param>
public sealed record NamedFile(string Path, string Name, bool IsNamed)
{
    /// <summary>What the build that wrote it says about its stack: account, Region, name, parameters.</summary>
    public ParameterValues Deployment { get; init; } = ParameterValues.None;
}
