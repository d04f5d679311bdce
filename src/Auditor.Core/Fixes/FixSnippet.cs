namespace Auditor.Core.Fixes;

/// <summary>Lines that a template needs so that a finding goes away.</summary>
/// <param name="Language">What they are written in.</param>
/// <param name="Label">What the page says before them: <c>CloudFormation / SAM</c>.</param>
/// <param name="Text">The lines.</param>
public sealed record FixSnippet(SnippetLanguage Language, string Label, string Text);
