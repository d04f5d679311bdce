using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auditor.Reports.Html;

/// <summary>
/// Everything that the page lists, for its script: markup with blanks and what to fill in, packed so that a hundred thousand findings are a
/// few megabytes.
/// </summary>
internal sealed partial class PageData(
    Func<FindingModel, string> finding, Func<ApiModel, string> api, Func<RouteModel, string> route, Func<PathModel, string> path)
{
    // The blanks before the texts: account, Region, API id and name; of findings also route, stage, fingerprint, line, and the route's
    // path, as it is and with something in its parameters.
    private const int FirstOfApi = 4;
    private const int Line = 7;
    private const int FirstOfFinding = 10;

    private static readonly JsonWriterOptions Options = new()
    {
        // Compression makes base64 of it: nothing in it can be taken for markup.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly TextTable _texts = new();
    private readonly Dictionary<string, int> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Region, string ApiId, string ApiName), int> _places = [];
    private readonly Dictionary<string, List<int>> _columns = new(StringComparer.Ordinal);
    private readonly TextTable _groups = new();
    private readonly TextTable _rules = new();
    private readonly TextTable _callers = new();
    private readonly TextTable _statuses = new();
    private readonly TextTable _severities = new();
    private readonly TextTable _topics = new();
    private readonly Dictionary<int, string> _tags = [];
    private readonly TextTable _contents = new();
    private readonly Dictionary<(int Element, int Content), int> _paths = [];

    /// <summary>JSON, deflated, in base64.</summary>
    public string Pack(ImmutableArray<ListedFinding> findings, ImmutableArray<ApiModel> apis)
    {
        var markup = new MarkupTable(_texts);
        var known = apis.Select(model => model.Anchor).ToHashSet(StringComparer.Ordinal);
        foreach (var listed in findings)
        {
            Add(listed, known, markup);
        }

        foreach (var model in apis)
        {
            Add(model, markup);
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        using (var json = new Utf8JsonWriter(deflate, Options))
        {
            Write(json, findings, markup);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private void Write(Utf8JsonWriter json, ImmutableArray<ListedFinding> findings, MarkupTable markup)
    {
        json.WriteStartObject();
        foreach (var (name, values) in _columns)
        {
            WriteDifferences(json, name, values);
        }

        WriteTexts(json, "fingerprints", findings.Select(listed => listed.Model.Fingerprint));
        WriteTexts(json, "groups", _groups.Texts);
        WriteTexts(json, "rules", _rules.Texts);
        WriteTexts(json, "callers", _callers.Texts);
        WriteTexts(json, "statuses", _statuses.Texts);
        WriteTexts(json, "severities", _severities.Texts);
        WriteTexts(json, "topics", _topics.Texts);
        WriteTexts(json, "tags", Enumerable.Range(0, _places.Count).Select(place => _tags.GetValueOrDefault(place, "")));
        WriteLists(
            json,
            "places",
            _places.Keys.Select(place => new[] { _texts.Add(place.Account), _texts.Add(place.Region), _texts.Add(place.ApiId), _texts.Add(place.ApiName) }));
        WriteLists(json, "elements", markup.Elements);
        json.WriteStartArray("contents");
        foreach (var content in _contents.Texts)
        {
            json.WriteRawValue(content, skipInputValidation: true);
        }

        json.WriteEndArray();
        WriteTexts(json, "texts", _texts.Texts);
        json.WriteEndObject();
    }

    private void Add(ListedFinding listed, HashSet<string> apis, MarkupTable markup)
    {
        var model = listed.Model;
        var key = VisibleText.Of(model.Route);
        var stage = model.Stages is [var first, ..] ? first : "";
        var line = Number(model.Line);
        var below = key.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? key[(space + 1)..] : "";
        var blanks = new Blanks(
        [
            model.Account, model.Region, model.ApiId, model.ApiName, key, stage, model.Fingerprint, "", below,
            Parameter().Replace(below, "anything"),
        ]);
        var slots = new Slots(blanks, _texts, FirstOfFinding);
        var shape = model with
        {
            Fingerprint = blanks.In(model.Fingerprint),
            Message = slots.Take(model.Message),
            Account = blanks.In(model.Account),
            Region = blanks.In(model.Region),
            ApiName = slots.Take(model.ApiName),
            ApiId = blanks.In(model.ApiId),
            ApiAnchor = model.ApiAnchor is { } anchor && apis.Contains(anchor) ? blanks.In(anchor) : null,
            Resource = slots.Take(model.Resource),
            Stages = [.. model.Stages.Select(slots.Take)],
            Route = slots.Take(model.Route),
            Paths = [],
            Reach = [.. model.Reach.Select(reach => reach with { Stages = slots.Take(reach.Stages), Narrowing = slots.TakeOptional(reach.Narrowing), Witness = slots.TakeOptional(reach.Witness) })],
            Evidence = [.. model.Evidence.Select(evidence => evidence with { What = slots.Take(evidence.What), Value = slots.Take(evidence.Value), Line = evidence.Line is { } at ? slots.TakeLine(Number(at), line) : null })],
            Priority = model.Priority is { } priority ? new(slots.Take(priority.Score), slots.Take(priority.Reasons)) : null,
            Written = model.Written is { } written
                ? new(
                    slots.Take(written.Place),
                    slots.Take(written.Note),
                    [.. written.Lines.Select(each => new WrittenLineModel(slots.Take(each.Number), slots.Take(each.Text), each.IsMeant))])
                : null,
            Line = model.Line.Length == 0 ? "" : Blanks.At(Line) ?? "",
            Suppression = model.Suppression is { } suppression
                ? suppression with { Reason = slots.Take(suppression.Reason), Source = slots.Take(suppression.Source) }
                : null,
            Configuration = [.. model.Configuration.Select(part => part with { Text = slots.Take(part.Text) })],
            Console = slots.TakeOptional(model.Console),
            // Last, so that a search can leave them out.
            Commands = [.. model.Commands.Select(command => command with { Text = slots.Take(command.Text) })],
        };
        Column("group", _groups.Add(listed.Group));
        Column("rule", _rules.Add(VisibleText.Of(model.RuleId)));
        Column("topic", _topics.Add(model.Topic));
        Column("severity", _severities.Add(model.Look.Key));
        Column("caller", _callers.Add(listed.Callers is { } callers ? CallersLook.Of(callers).Key : ""));
        Column("status", _statuses.Add(model.Status?.Key ?? ""));
        Column("place", Place(model.Account, model.Region, model.ApiId, model.ApiName));
        Column("route", _texts.Add(key));
        Column("stage", _texts.Add(VisibleText.Of(stage)));
        Column("line", line);
        Column("element", Shape(shape, finding, markup));
        Column("content", Content([model.Commands.Count, .. slots.Taken]));
        Column("path", model.Paths is [var way, ..] ? Path(way, blanks, markup) : 0);
    }

    // Many findings are about one route, and many routes are guarded alike: the number of a path, from 1.
    private int Path(PathModel model, Blanks blanks, MarkupTable markup)
    {
        var slots = new Slots(blanks, _texts, FirstOfFinding);
        var shape = Shape(Slotted(model, slots), path, markup);
        var content = Content([0, .. slots.Taken]);
        if (!_paths.TryGetValue((shape, content), out var number))
        {
            _paths.Add((shape, content), number = _paths.Count + 1);
            Column("pathElement", shape);
            Column("pathContent", content);
        }

        return number;
    }

    private static PathModel Slotted(PathModel model, Slots slots) => new(
        slots.Take(model.Caption),
        [.. model.Steps.Select(step => step with { Title = slots.Take(step.Title), Lets = slots.Take(step.Lets) })]);

    private void Add(ApiModel model, MarkupTable markup)
    {
        var blanks = new Blanks([model.Account, model.Region, model.Id, model.Name]);
        var slots = new Slots(blanks, _texts, FirstOfApi);
        var shape = model with
        {
            Anchor = blanks.In(model.Anchor),
            Name = blanks.In(model.Name),
            Id = blanks.In(model.Id),
            Account = blanks.In(model.Account),
            Region = blanks.In(model.Region),
            Endpoint = slots.Take(model.Endpoint),
            Description = slots.Take(model.Description),
            Tags = slots.Take(model.Tags),
            Paths = [.. model.Paths.Select(each => Slotted(each, slots))],
            Policy = slots.TakeOptional(model.Policy),
            Console = slots.TakeOptional(model.Console),
            Bar = model.Bar with { Label = blanks.In(model.Bar.Label) },
            Note = slots.TakeOptional(model.Note),
            RouteCount = slots.Take(model.RouteCount),
            FindingCount = slots.Take(model.FindingCount),
            Counts = [.. model.Counts.Select(count => count with { Count = slots.Take(count.Count) })],
            Callers = [.. model.Callers.Select(callers => callers with { Routes = slots.Take(callers.Routes) })],
            Stages =
            [
                .. model.Stages.Select(stage => new StageModel(
                    slots.Take(stage.Name),
                    [.. stage.Ways.Select(way => new WayModel(slots.Take(way.Url), way.Detail.Length == 0 ? "" : slots.Take(way.Detail)))],
                    [.. stage.Protections.Select(protection => protection with { Value = slots.Take(protection.Value) })])),
            ],
            Routes = [],
        };
        var place = Place(model.Account, model.Region, model.Id, model.Name);
        _tags[place] = VisibleText.Of(model.Tags);
        Column("apiPlace", place);
        Column("apiElement", Shape(shape, api, markup));
        Column("apiContent", Content(slots.Taken));
        Column("apiRoutes", model.Routes.Count);
        foreach (var served in model.Routes)
        {
            var texts = new Slots(Blanks.None, _texts, 0);
            var row = served with
            {
                Key = texts.Take(served.Key),
                Authorization = texts.Take(served.Authorization),
                Narrowing = texts.Take(served.Narrowing),
                Backend = texts.Take(served.Backend),
                Stages = texts.Take(served.Stages),
            };
            Column("routeElement", Shape(row, route, markup));
            Column("routeKey", texts.Taken[0]);
            Column("routeContent", Content(texts.Taken.Skip(1)));
        }
    }

    private int Shape<T>(T model, Func<T, string> template, MarkupTable markup)
    {
        var key = $"{typeof(T).Name} {JsonSerializer.Serialize(model)}";
        if (!_shapes.TryGetValue(key, out var element))
        {
            _shapes.Add(key, element = markup.Add(template(model)));
        }

        return element;
    }

    private int Content(IEnumerable<int> numbers) => _contents.Add($"[{string.Join(',', numbers)}]");

    private void Column(string name, int value)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            _columns.Add(name, column = []);
        }

        column.Add(value);
    }

    private int Place(string account, string region, string apiId, string apiName)
    {
        var place = (VisibleText.Of(account), VisibleText.Of(region), VisibleText.Of(apiId), VisibleText.Of(apiName));
        if (!_places.TryGetValue(place, out var index))
        {
            _places.Add(place, index = _places.Count);
        }

        return index;
    }

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static void WriteLists(Utf8JsonWriter json, string name, IEnumerable<IEnumerable<int>> lists)
    {
        json.WriteStartArray(name);
        foreach (var list in lists)
        {
            WriteNumbers(json, list);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, IEnumerable<int> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    // Neighbours are alike, and what is alike again and again compresses to nearly nothing.
    private static void WriteDifferences(Utf8JsonWriter json, string name, List<int> values)
    {
        json.WritePropertyName(name);
        WriteNumbers(json, values.Select((value, index) => index == 0 ? value : value - values[index - 1]));
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
