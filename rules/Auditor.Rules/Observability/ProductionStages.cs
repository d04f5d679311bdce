using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>The stages that a house calls production. What is only good to have elsewhere weighs less there, or is not asked.</summary>
internal static class ProductionStages
{
    private const string HttpDefault = "$default";

    public static RuleOption<ImmutableArray<string>> Option(string others) => RuleOption.Texts(
        "productionStages",
        $"Names of the stages that are production, in any case, with * for any characters (prod*), and {HttpDefault} where HTTP APIs "
            + $"serve production by it; {others} When there are none, every stage is production.",
        [],
        Problem);

    // SAM calls its stages Prod and Stage: whoever writes prod means them too.
    public static bool Include(ImmutableArray<string> patterns, string stage) =>
        patterns is [] || patterns.Any(pattern => NamePattern.Matches(pattern, stage, ignoreCase: true));

    /// <summary>The verdict on a stage, low where the stage is not production.</summary>
    public static StageVerdict WithSeverity(StageVerdict verdict, ImmutableArray<string> patterns, string stage) => Include(patterns, stage)
        ? verdict
        : verdict with
        {
            Severity = Severity.Low,
            Evidence = verdict.Evidence.Add(new("productionStages", $"{stage} is none of {string.Join(", ", patterns)}")),
        };

    // Letters, digits, '-' and '_' are all that the name of a stage can have: a pattern of anything else matches none, and nobody would
    // notice.
    private static string? Problem(string pattern) => pattern switch
    {
        HttpDefault => null,
        _ when pattern.Length > 0
            && pattern.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '*' or '?') => null,
        _ => "matches no name of a stage: those have letters, digits, - and _ only",
    };
}
