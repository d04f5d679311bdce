using Auditor.Core.Findings;
using Auditor.Core.Subjects;
using Auditor.Templates.Mapping;
using Auditor.Templates.Values;

namespace Auditor.Templates.Judging;

/// <summary>Finds the line of a template that a finding is about: the property that is wrong, else the resource.</summary>
internal static class FindingPlaces
{
    /// <summary>The place; <see langword="null"/> when nothing of the template is known to be meant.</summary>
    public static SourcePlace? Of(Finding finding, TemplateInventory inventory)
    {
        var place = Found(finding, inventory, out var resource);
        return place is not null && resource?.Metadata?["aws:cdk:path"] is TextValue { Literal: { } construct }
            ? place with { Construct = construct }
            : place;
    }

    private static SourcePlace? Found(Finding finding, TemplateInventory inventory, out Resource? meant)
    {
        meant = null;
        var around = Around(finding, inventory);
        foreach (var selector in finding.Rule.WrittenAs.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var (kind, path) = selector.Split(':') is [var left, var right] ? (left, right) : ("", "");
            if (around.GetValueOrDefault(kind) is not { Resource: { } resource } mapped)
            {
                continue;
            }

            if (path.Length == 0)
            {
                meant = resource;
                return Whole(mapped, resource);
            }

            if (Select(mapped.Properties, path, finding) is { } found)
            {
                meant = resource;
                return found.Place with
                {
                    Path = resource.FromPlan ? found.Place.Path ?? resource.Path : $"{resource.Path}/Properties/{found.Path}",
                    Fix = resource.FromPlan || finding.NeedsCare ? null : Fix(finding.Rule.MendedBy, found),
                };
            }
        }

        var whole = around.GetValueOrDefault("") is { Resource: not null } main ? main
            : around.Values.FirstOrDefault(mapped => mapped.Resource is not null);
        meant = whole?.Resource;
        return whole is { Resource: { } own } ? Whole(whole, own) : null;
    }

    /// <summary>The resources that decide about a finding.</summary>
    public static IEnumerable<Resource> ResourcesAround(Finding finding, TemplateInventory inventory) =>
        Around(finding, inventory).Values.Select(mapped => mapped.Resource).OfType<Resource>();

    private static SourcePlace Whole(MappedResource mapped, Resource resource) =>
        (mapped.Part is { } part && mapped.Kind is not "integration" && part.Place.File.Length > 0 && resource.Place.Line <= part.Place.Line && mapped.Kind is "identityPolicy"
            ? part.Place
            : resource.Place) with
        { Path = resource.Path };

    /// <summary>What a finding may be about, by kind; the subject itself has no name.</summary>
    private static Dictionary<string, MappedResource> Around(Finding finding, TemplateInventory inventory)
    {
        var around = new Dictionary<string, MappedResource>(StringComparer.Ordinal);
        var pointer = finding.Subject.Pointer;
        var sourceMap = inventory.SourceMap;
        if (finding.FixValues.TryGetValue("statementId", out var statement)
            && sourceMap.TryGetValue(Functions.StatementPointer(pointer, statement), out var permission))
        {
            Add(around, permission);
        }

        if (sourceMap.TryGetValue(pointer, out var mapped))
        {
            around[""] = mapped;
            Add(around, mapped);
        }

        if (finding.Rule.WrittenAs.StartsWith("alarm:", StringComparison.Ordinal)
            && inventory.SourceMap.GetValueOrDefault("/scopes/0/alarms/0") is { } alarm)
        {
            around["alarm"] = alarm;
        }

        if (finding.Subject is ApiSubject or RouteSubject or StageSubject or AuthorizerSubject)
        {
            var api = MappedParts.ApiOf(pointer);
            if (StageOf(finding, inventory.Parts, api) is { } stage)
            {
                Add(around, stage);
                if (finding is { Subject: ApiSubject, Stages: not [] })
                {
                    around[""] = stage;
                }
            }

            if (sourceMap.TryGetValue(api, out var owner))
            {
                Add(around, owner);
            }

            if (finding.Subject is ApiSubject && OneRoute(finding, inventory.Parts.Routes(api)) is { } route)
            {
                Add(around, route);
            }
        }

        return around;
    }

    // Of several stages one that is written down says more than one that API Gateway makes by itself.
    private static MappedResource? StageOf(Finding finding, MappedParts parts, string api) => finding.Stages
        .Select(name => parts.Stage(api, name))
        .Where(each => each?.Stage.Resource?.Type.EndsWith("Stage", StringComparison.Ordinal) is true)
        .MinBy(each => each?.Index)?.Stage
        ?? ((finding.Subject.Identity.Stage ?? finding.Stages.FirstOrDefault()) is { } name
            && parts.Stage(api, name) is { Stage: { Resource: not null } named }
                ? named
                : parts.Stages(api).FirstOrDefault(each => each.Resource is not null));

    // Findings about an API name the route whose integration is meant in their evidence.
    private static MappedResource? OneRoute(Finding finding, IReadOnlyList<MappedResource> routes) =>
        routes.FirstOrDefault(route => route.Name.Length > 0
            && finding.Evidence.Any(evidence => evidence.Value.Contains(route.Name, StringComparison.Ordinal)
                || evidence.What.Contains(route.Name, StringComparison.Ordinal)))
            ?? (routes is [var only] ? only : null);

    private static void Add(Dictionary<string, MappedResource> around, MappedResource mapped)
    {
        around.TryAdd(mapped.Kind, mapped);
        foreach (var (_, other) in mapped.Related)
        {
            around.TryAdd(other.Kind, other);
        }
    }

    // Where the value stands there itself: 'ShownLines' sees whether it does.
    private static SourceFix? Fix(string mendedBy, (SourcePlace Place, string Path, Value Value, Value? Item) found) =>
        mendedBy.Split('=') is [var property, var text]
            && found.Path[(found.Path.LastIndexOf('/') + 1)..] == property
            && found.Value is TextValue { Literal: { } now }
            && !now.Equals(text, StringComparison.OrdinalIgnoreCase)
        ? new(found.Value.Place with { Text = now }, text, $"Set {property} to {text}.")
        : null;

    private static (SourcePlace Place, string Path, Value Value, Value? Item)? Select(Value? value, string path, Finding finding)
    {
        var expected = path.Split('=') is [var plain, var text] ? text : null;
        plain = path.Split('=')[0];
        return Candidates(value, plain.Split('.'), 0, "")
            .OrderByDescending(found => Weight(found, finding))
            .Where(found => expected is null
                || found.Value is TextValue { Literal: { } said } && said.Equals(expected, StringComparison.OrdinalIgnoreCase))
            .Select(found => ((SourcePlace, string, Value, Value?)?)found)
            .FirstOrDefault();
    }

    // An item that the evidence names comes first.
    private static int Weight((SourcePlace Place, string Path, Value Value, Value? Item) found, Finding finding)
    {
        if (found.Item is null)
        {
            return 0;
        }

        var said = string.Join(' ', finding.Evidence.Select(evidence => $"{evidence.What} {evidence.Value}"));
        var weight = finding.Message.Contains($"'{found.Path[(found.Path.LastIndexOf('/') + 1)..]}'", StringComparison.Ordinal) ? 1 : 0;
        foreach (var (name, decode) in new[] { ("Sid", false), ("ResourcePath", true), ("HttpMethod", false) })
        {
            if (found.Item[name] is TextValue { Literal: { Length: > 0 } text })
            {
                var words = decode ? MethodSettingsKey.Of(text, "*").TrimStart('*', ' ') : text;
                weight += words.Length > 1 && said.Contains(words, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        // "statement 2"
        var number = System.Text.RegularExpressions.Regex.Match(found.Path, @"Statement/(\d+)").Groups[1].Value;
        return number.Length > 0
            && finding.Evidence.Any(evidence => evidence.What is "statement"
                && (evidence.Value == number || evidence.Value.EndsWith($" {int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) + 1}", StringComparison.Ordinal) || evidence.Value == $"{int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) + 1}"))
            ? weight + 2
            : weight;
    }

    private static IEnumerable<(SourcePlace Place, string Path, Value Value, Value? Item)> Candidates(
        Value? value, string[] steps, int at, string path, Value? item = null)
    {
        if (value is not MapValue map)
        {
            yield break;
        }

        var isList = steps[at].EndsWith("[]", StringComparison.Ordinal);
        var name = isList ? steps[at][..^2] : steps[at];
        if (name is "*")
        {
            foreach (var any in map.Properties)
            {
                yield return (any.Place, $"{path}/{any.Name}", any.Value, any.Value);
            }

            yield break;
        }

        if (map.Find(name) is not { } property)
        {
            yield break;
        }

        var here = path.Length == 0 ? name : $"{path}/{name}";
        if (!isList)
        {
            if (at == steps.Length - 1)
            {
                yield return (property.Place, here, property.Value, item);
                yield break;
            }

            foreach (var found in Candidates(property.Value, steps, at + 1, here, item))
            {
                yield return found;
            }

            yield break;
        }

        foreach (var (index, each) in property.Value.Items.Index())
        {
            var inside = $"{here}/{index}";
            if (at == steps.Length - 1)
            {
                yield return (each.Place, inside, each, each);
                continue;
            }

            foreach (var found in Candidates(each, steps, at + 1, inside, each))
            {
                yield return found;
            }
        }
    }
}
