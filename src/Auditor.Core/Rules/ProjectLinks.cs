using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>Where the project lives: the one place to change when it moves.</summary>
public static class ProjectLinks
{
    /// <summary>The project's page.</summary>
    public static Uri Home { get; } = new("https://github.com/auditor-cli/auditor");

    /// <summary>The page of a built-in rule; a plug-in's rules have theirs in the report.</summary>
    public static Uri HelpOf(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Info.Category is Category.Other
            ? Home
            : new(Home, $"auditor/blob/main/rules/Auditor.Rules/{rule.Info.Category}/{rule.GetType().Name}.md");
    }
}
