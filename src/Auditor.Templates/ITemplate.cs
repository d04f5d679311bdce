using Auditor.Templates.Values;

namespace Auditor.Templates;

/// <summary>A file that describes resources, in any of the languages.</summary>
internal interface ITemplate
{
    string File { get; }

    string Language { get; }

    /// <summary>The stack that it is deployed as, where somebody wrote that down; <see langword="null"/> where it may be any.</summary>
    string? StackName => null;

    /// <summary>The files beside it that are a part of it.</summary>
    IEnumerable<string> Includes => [];

    /// <summary>Its resources as they are in a scenario, which is asked about everything that the file leaves open.</summary>
    ResourceSet In(Scenario scenario);
}
