using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Templates.Changes;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;
using Auditor.Templates.Files;
using Auditor.Templates.Judging;
using Auditor.Templates.Suppressing;

namespace Auditor.Templates;

/// <summary>Judges templates: what they would make, by the rules that judge what is deployed.</summary>
public sealed class TemplateCheck
{
    private readonly List<ITemplate> _templates = [];
    private readonly List<string> _broken = [];
    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);

    private bool _hasTerraform;

    /// <summary>How many templates were read.</summary>
    public int Count => _templates.Count;

    /// <summary>A sentence for each file that could not be read, with its name and line.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>What was left out and why, as sentences: no fault of a file.</summary>
    public IReadOnlyList<string> Notes => _hasTerraform
        ? ["Terraform's own files (.tf) are not read, its plans are: terraform plan -out plan.bin && terraform show -json plan.bin > "
            + "plan.json."]
        : [];

    /// <summary>The files that paths name, folders with what is in them that may be a template.</summary>
    public static IEnumerable<NamedFile> FilesIn(IEnumerable<string> paths, string workingDirectory) =>
        PathFiles.In(paths, workingDirectory).Select(file => new NamedFile(file.Path, file.Name, file.IsNamed));

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <param name="parameters">The values of its parameters.</param>
    /// <param name="isNamed">Whether somebody named the file itself: one that is no template is then worth a sentence.</param>
    /// <param name="nearby">The files that it may name; <see langword="null"/> where there are none.</param>
    /// <returns>Whether it is a template.</returns>
    public bool Add(string file, byte[] bytes, ParameterValues parameters, bool isNamed, NearbyFiles? nearby = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (TemplateFile.IsTerraform(file))
        {
            _hasTerraform = true;
            return false;
        }

        try
        {
            if (TemplateFile.Read(file, bytes, parameters, nearby) is { } template)
            {
                // Everything that is open is met once here, so that what cannot be read is known before anything is judged.
                _templates.Add(template);
                _lines[file] = System.Text.Encoding.UTF8.GetString(bytes).Split('\n');
                return true;
            }

            if (isNamed)
            {
                _broken.Add($"{Quote.Of(file)} is no inventory, no CloudFormation or SAM template, no plan of Terraform and no OpenAPI "
                    + $"document with API Gateway's extensions.");
            }
        }
        catch (UnreadableException exception)
        {
            if (isNamed || TemplateFile.LooksLikeOne(bytes))
            {
                AddBroken(file, exception);
            }
        }

        return false;
    }

    /// <summary>Notes a file that could not even be opened.</summary>
    public void AddBroken(string file, string because) => _broken.Add($"{Quote.Of(file)} cannot be read: {because}");

    /// <summary>The change whose findings are wanted; <see langword="null"/> for all findings.</summary>
    public ChangedLines? Change { get; set; }

    /// <summary>How many findings have nothing to do with the change.</summary>
    public int Untouched { get; private set; }

    /// <summary>
    /// The inventories that the templates would make: the first as if whatever is open had its first answer, and one for every other way in
    /// which it may turn out.
    /// </summary>
    public IReadOnlyList<Estate> Inventories(DateTimeOffset now)
    {
        var variants = _templates.ConvertAll(template => TemplateJudge.Variants(template).Select(each => each.Inventory).ToList());
        return
        [
            .. Enumerable.Range(0, variants.Select(each => each.Count).DefaultIfEmpty(0).Max()).Select(index =>
            {
                var chosen = variants.ConvertAll(each => each[Math.Min(index, each.Count - 1)]);
                return new Estate
                {
                    CollectedAt = now,
                    Accounts = [.. chosen.Select(each => each.Account).OfType<Account>()],
                    Scopes = [.. chosen.Select(each => each.Scope)],
                };
            }),
        ];
    }

    /// <summary>What is assumed of APIs that templates only refer to, as sentences.</summary>
    public IEnumerable<string> Assumptions() => _templates
        .SelectMany(template => TemplateJudge.Variants(template).Take(1))
        .SelectMany(each => each.Inventory.SourceMap.Values.Where(mapped => mapped is { Kind: "api", StandsIn: not null })
            .Select(mapped => $"API {Quote.Of(mapped.Name)} is not in {Quote.Of(each.Inventory.Set.File)}: assumed is that it answers on "
                + $"the internet and has no resource policy."));

    /// <summary>Asks the rules about every template and joins what they say.</summary>
    public AuditResult Run(ImmutableArray<Rule> rules, RuleSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What is a part of another template is judged there.
        var included = _templates.SelectMany(template => template.Includes).ToHashSet(StringComparer.Ordinal);
        _templates.RemoveAll(template => included.Contains(template.File));
        var judge = new TemplateJudge([.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)], settings, now, cancellationToken);
        var judged = new JudgedTemplate?[_templates.Count];
        Parallel.For(0, _templates.Count, new() { CancellationToken = cancellationToken }, index =>
        {
            try
            {
                var all = judge.Judge(_templates[index]);
                var wanted = Change is { } change ? TouchedFindings.Of(all, change) : all;
                judged[index] = TemplateSuppressions.Apply(wanted, _lines.GetValueOrDefault(_templates[index].File) ?? []);
                lock (_broken)
                {
                    Untouched += all.Findings.Length - wanted.Findings.Length;
                }
            }
            catch (UnreadableException exception)
            {
                lock (_broken)
                {
                    AddBroken(_templates[index].File, exception);
                }
            }
            // As with a rule that throws: the others are judged, and nothing about this one passes.
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                lock (_broken)
                {
                    AddBroken(
                        _templates[index].File,
                        $"it met a defect of auditor ({exception.GetType().Name}: {exception.Message}); please report it");
                }
            }
        });
        return JoinedResults.Of(
            [.. judged.OfType<JudgedTemplate>()],
            [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)],
            [.. judge.NotAsked],
            _broken,
            now,
            TextOf);
    }

    private string? TextOf(SourcePlace place) =>
        _lines.TryGetValue(place.File, out var lines) && place.Line <= lines.Length ? FindingPlaces.Shown(lines[place.Line - 1]) : null;

    private void AddBroken(string file, UnreadableException exception) =>
        _broken.Add($"{Quote.Of(file)}, line {exception.Line}: {exception.Message}");
}
