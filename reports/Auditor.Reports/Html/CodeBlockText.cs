using System.Text.RegularExpressions;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Html;

/// <summary>A block of code on a rule's page.</summary>
/// <param name="Label">The paragraph before it, <c>AWS CLI, REST API</c>.</param>
/// <param name="Text">The code.</param>
internal sealed partial record CodeBlockText(string Label, string Text)
{
    /// <summary>Whether it can be for an API of a kind: its label names that kind, or none.</summary>
    public bool IsFor(ApiKind? kind)
    {
        var named = Kinds().Matches(Label).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return kind is null || named.Count == 0 || named.Contains(KindName.Of(kind.Value));
    }

    [GeneratedRegex(@"\b(REST|HTTP|WebSocket)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Kinds();
}
