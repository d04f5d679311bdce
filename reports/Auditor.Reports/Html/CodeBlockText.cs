namespace Auditor.Reports.Html;

/// <summary>A block of code on a rule's page.</summary>
/// <param name="Language">What the page calls it, <c>sh</c>, <c>yaml</c>, <c>hcl</c>.</param>
/// <param name="Text">The code.</param>
internal sealed record CodeBlockText(string Language, string Text);
