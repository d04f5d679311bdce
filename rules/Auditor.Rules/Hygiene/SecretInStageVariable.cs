using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Secrets;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stage variables that hold what looks like a secret.</summary>
public sealed class SecretInStageVariable() : StageRule(new()
{
    Id = "AGW7010",
    Name = "secret-in-stage-variable",
    Title = "A stage variable holds a secret",
    Category = Category.Hygiene,
    Severity = Severity.High,
    // The collector judges by name and shape, and stores no value that looks like a secret.
    Confidence = Confidence.Medium,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-312", "API8:2023"],
    RecordedAs = ["variables", "stageVariables"],
    WrittenAs = "stage:Variables.*|stage:StageVariables.*",
    Options = [Names],
})
{
    /// <summary>Names of variables that hold secrets here, besides those that look like it everywhere.</summary>
    public static RuleOption<ImmutableArray<string>> Names { get; } = RuleOption.Texts(
        "names",
        "Names of stage variables that hold secrets in your house, in any case, with * for any characters: license*.",
        [],
        Problem);

    // Letters, digits and '_' are all that API Gateway takes: a pattern of anything else matches none, and nobody would notice.
    private static string? Problem(string name) => name switch
    {
        _ when string.IsNullOrWhiteSpace(name) => "is empty",
        _ when name.All(character => character is '*' or '?') => "is every name",
        _ when !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '*' or '?') =>
            "matches no name of a stage variable: those have letters, digits and _ only",
        _ => null,
    };

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);
        var own = context.Setting(Info, Names);
        ImmutableArray<string> names =
        [
            .. stage.Variables.Concat(stage.Canary?.VariableOverrides ?? [])
                .Where(variable => variable.Redacted || IsSecret(variable, own))
                .Select(variable => variable.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (names is [])
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("keeps", "keep")} what looks like a secret in "
                + $"{(stages.Items.Length == 1 ? "variable" : "variables")} {Quote.List(stages.Items)}, "
            + "where everyone who may read the API's configuration reads it too.")
        {
            Items = names,
            ItemKind = "variable",
            Evidence = [.. names.Select(name => new Evidence("stage variable", $"{name} ({Reason(subject, name)}value not shown)"))],
        };
    }

    // "password, ": what made it a secret. Older inventories do not say.
    private static string Reason(StageSubject subject, string name)
    {
        var values = subject.Stage.Variables.Concat(subject.Stage.Canary?.VariableOverrides ?? [])
            .Where(variable => variable.Name == name)
            .Select(variable => variable.Value);
        var kinds = values.SelectMany(SecretMark.KindsIn).Distinct(StringComparer.Ordinal).ToList();
        return kinds is [] ? "" : $"{string.Join(", ", kinds)}, ";
    }

    // An ARN says where a secret is kept, which is how it should be.
    private static bool IsSecret(StageVariable variable, ImmutableArray<string> names) =>
        variable.Value is { Length: > 0 } value
        && !value.StartsWith("arn:", StringComparison.Ordinal)
        && names.Any(name => NamePattern.Matches(name, variable.Name, ignoreCase: true));
}
