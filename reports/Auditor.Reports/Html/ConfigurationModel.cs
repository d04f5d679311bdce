using System.Collections.Immutable;

namespace Auditor.Reports.Html;

/// <summary>The configuration of a thing, as far as it is shown.</summary>
/// <param name="Pointer">Where the thing is in the inventory.</param>
/// <param name="Parts">Its text, marked and not marked.</param>
internal sealed record ConfigurationModel(string Pointer, ImmutableArray<ConfigurationPart> Parts)
{
    /// <summary>Only what is marked, with an ellipsis for what is between.</summary>
    public ImmutableArray<ConfigurationPart> OnlyMarked()
    {
        var marked = ImmutableArray.CreateBuilder<ConfigurationPart>();
        foreach (var part in Parts.Where(part => part.IsMarked))
        {
            if (marked.Count == 0)
            {
                marked.Add(part with { Text = part.Text.TrimStart('\n') });
                continue;
            }

            marked.Add(new("\n  …", IsMarked: false));
            marked.Add(part);
        }

        return marked.ToImmutable();
    }
}
