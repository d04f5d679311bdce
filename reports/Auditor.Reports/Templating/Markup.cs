namespace Auditor.Reports.Templating;

/// <summary>Text that is markup already: a template writes it as it is, and everything else escaped.</summary>
internal sealed record Markup(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
