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
using Auditor.Templates.Tracing;

namespace Auditor.Templates;

/// <summary>Judges templates: what they would make, by the rules that judge what is deployed.</summary>
public sealed class TemplateCheck
{
    private readonly List<ITemplate> _templates = [];
    private readonly List<string> _broken = [];
    private readonly Dictionary<string, ShownLines> _lines = new(StringComparer.Ordinal);

    private bool _hasTerraform;

    /// <summary>How many templates were read.</summary>
    public int Count { get; private set; }

    /// <summary>A sentence for each file that could not be read, with its name and line.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>What was left out and why, as sentences: no fault of a file.</summary>
    public IReadOnlyList<string> Notes => _hasTerraform
        ? ["Terraform's own files (.tf) are not read, its plans are: terraform plan -out plan.bin && terraform show -json plan.bin > "
            + "plan.json."]
        : [];

    /// <summary>The files that paths name, folders with what is in them that may be a template.</summary>
    public static IEnumerable<NamedFile> FilesIn(IEnumerable<string> paths, string workingDirectory)
    {
        var folders = new Dictionary<string, DeployedStacks>(StringComparer.Ordinal);
        foreach (var file in PathFiles.In(paths, workingDirectory))
        {
            var folder = Path.GetDirectoryName(file.Path) ?? "";
            if (!folders.TryGetValue(folder, out var stacks))
            {
                folders[folder] = stacks = DeployedStacks.In(folder);
            }

            var name = Path.GetFileName(file.Path);
            if (file.IsNamed || !stacks.IsAbout(name))
            {
                yield return new(file.Path, file.Name, file.IsNamed) { Deployment = stacks.Of(name) };
            }
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <param name="parameters">The values of its parameters.</param>
    /// <param name="isNamed">Whether somebody named the file itself: one that is no template is then worth a sentence.</param>
    /// <param name="nearby">The files that it may name; <see langword="null"/> where there are none.</param>
    /// <returns>Whether it is a template.</returns>
    public bool Add(string file, byte[] bytes, ParameterValues parameters, bool isNamed, NearbyFiles? nearby = null) =>
        Add(TemplateReading.Of(file, bytes, parameters, isNamed, nearby));

    /// <summary>Takes in what was read.</summary>
    /// <returns>Whether it is a template.</returns>
    public bool Add(TemplateReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        _hasTerraform |= reading.IsTerraform;
        _broken.AddRange(reading.Broken);
        if (reading is not { Template: { } template, Lines: { } lines })
        {
            return false;
        }

        _templates.Add(template);
        Count++;
        _lines[reading.File] = lines;
        return true;
    }

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
        var variants = Whole().ConvertAll(template => TemplateJudge.Variants(template).Select(each => each.Inventory).ToList());
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

    /// <summary>What is assumed of APIs and domain names that templates only refer to, as sentences.</summary>
    public IEnumerable<string> Assumptions() => Whole()
        .SelectMany(template => TemplateJudge.Variants(template).Take(1))
        .SelectMany(each => each.Inventory.Assumptions.Select(assumption =>
            $"{assumption.Assumed} That is assumed: it is not in {Quote.Of(each.Inventory.Set.File)}."));

    /// <summary>Asks the rules about every template and joins what they say. The templates are let go of as they are judged.</summary>
    public AuditResult Run(ImmutableArray<Rule> rules, RuleSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var templates = Whole();
        _templates.Clear();
        var judge = new TemplateJudge([.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)], settings, now, cancellationToken);
        var judged = new TemplateResult?[templates.Count];
        Parallel.For(0, templates.Count, new() { CancellationToken = cancellationToken }, index =>
        {
            var template = templates[index];
            templates[index] = null!;
            try
            {
                var all = judge.Judge(template);
                var wanted = Change is { } change ? TouchedFindings.Of(all, change) : all;
                judged[index] = TemplateResult.Of(
                    TemplateSuppressions.Apply(wanted, file => _lines.GetValueOrDefault(file)?.Raw ?? []));
                lock (_broken)
                {
                    Untouched += all.Findings.Length - wanted.Findings.Length;
                }
            }
            catch (UnreadableException exception)
            {
                lock (_broken)
                {
                    AddBroken(template.File, exception);
                }
            }
            // As with a rule that throws: the others are judged, and nothing about this one passes.
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                lock (_broken)
                {
                    _broken.Add(TemplateReading.CannotBeRead(
                        template.File,
                        $"it met a defect of auditor ({exception.GetType().Name}: {exception.Message}); please report it"));
                }
            }
        });
        return JoinedResults.Of(
            [.. judged.OfType<TemplateResult>()],
            [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)],
            [.. judge.NotAsked],
            _broken,
            now,
            Shown);
    }

    /// <summary>Finds the lines of these templates that made what was read from AWS.</summary>
    public SourceTrace TraceTo(Estate estate) => new(_templates.Where(CanBeRead), Shown, estate);

    // What is a part of another template is judged there; of those that are parts of each other each is judged by itself.
    private List<ITemplate> Whole()
    {
        var parts = _templates.ToLookup(
            template => template.File, template => template.Includes.Where(file => file != template.File).ToList());
        var included = parts.SelectMany(each => each).SelectMany(files => files).ToHashSet(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_templates.Select(template => template.File).Where(file => !included.Contains(file)));
        while (open.TryPop(out var file))
        {
            foreach (var part in parts[file].SelectMany(files => files).Where(reached.Add))
            {
                open.Push(part);
            }
        }

        return _templates.FindAll(template => !reached.Contains(template.File));
    }

    private bool CanBeRead(ITemplate template)
    {
        try
        {
            _ = TemplateJudge.Variants(template).First();
            return true;
        }
        catch (UnreadableException exception)
        {
            AddBroken(template.File, exception);
            return false;
        }
    }

    private SourcePlace Shown(SourcePlace place) =>
        _lines.TryGetValue(place.File, out var lines) ? lines.Of(place) : place;

    private void AddBroken(string file, UnreadableException exception) => _broken.Add(TemplateReading.CannotBeRead(file, exception));
}
