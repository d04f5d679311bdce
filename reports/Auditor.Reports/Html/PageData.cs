using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auditor.Reports.Html;

/// <summary>
/// Everything that the page lists, for its script, packed so that a hundred thousand findings are a few megabytes.
/// </summary>
/// <remarks>
/// <para>
/// The format: base64 of deflated JSON, an object of lists. What it says is written once and named by its index.
/// <c>texts</c> is the table of strings. <c>elements</c> is the table of elements: the texts of the name and of each attribute's name and
/// value, then the contents, of which elements are indexes and texts are <c>~index</c> (see <see cref="ElementTable"/>). <c>places</c> has
/// account, Region, API id and API name, <c>contents</c> the lists of texts that one thing has of its own.
/// </para>
/// <para>
/// Findings, APIs, routes and paths are columns, a number for each: its element, its content, its place, what it is filtered by. Of a
/// column the differences between neighbours are written, since these compress to nearly nothing. A finding's <c>path</c> is an index into
/// the paths from 1, or 0: many findings share one.
/// </para>
/// <para>
/// An element is made from a template once for each shape. A shape is a model whose texts have been taken out (see
/// <see cref="TextExtractor"/>): where they stood it has a token, a character of the private use area, and so have texts where a value
/// stands that differs from finding to finding (see <see cref="ValueTokens"/>). U+E000 to U+E003 are the place, then of findings route,
/// stage, fingerprint, line, path, and path with its parameters filled in; after these come the thing's own texts, in the order of its
/// content. The first number of a finding's content says how many of its last ones are commands, which searches leave out; a negative
/// number is a distance of lines: <c>~(2n)</c> below, <c>~(2n - 1)</c> above the finding's own.
/// </para>
/// <para>The script builds elements and sets texts and attributes; it never parses markup.</para>
/// </remarks>
internal sealed partial class PageData(
    Func<FindingModel, string> finding, Func<ApiModel, string> api, Func<RouteModel, string> route, Func<PathModel, string> path)
{
    // The tokens before the texts: account, Region, API id and name; of findings also route, stage, fingerprint, line, and the route's
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

    private readonly StringTable _texts = new();
    private readonly Dictionary<string, int> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Region, string ApiId, string ApiName), int> _places = [];
    private readonly Dictionary<string, List<int>> _columns = new(StringComparer.Ordinal);
    private readonly StringTable _groups = new();
    private readonly StringTable _rules = new();
    private readonly StringTable _callers = new();
    private readonly StringTable _statuses = new();
    private readonly StringTable _severities = new();
    private readonly StringTable _topics = new();
    private readonly Dictionary<int, string> _tags = [];
    private readonly StringTable _contents = new();
    private readonly Dictionary<(int Element, int Content), int> _paths = [];

    /// <summary>JSON, deflated, in base64.</summary>
    public string Pack(ImmutableArray<ListedFinding> findings, ImmutableArray<ApiModel> apis)
    {
        var markup = new ElementTable(_texts);
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

    private void Write(Utf8JsonWriter json, ImmutableArray<ListedFinding> findings, ElementTable markup)
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

    private void Add(ListedFinding listed, HashSet<string> apis, ElementTable markup)
    {
        var model = listed.Model;
        var key = VisibleText.Of(model.Route);
        var stage = model.Stages is [var first, ..] ? first : "";
        var line = Number(model.Line);
        var below = key.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? key[(space + 1)..] : "";
        var tokens = new ValueTokens(
        [
            model.Account, model.Region, model.ApiId, model.ApiName, key, stage, model.Fingerprint, "", below,
            Parameter().Replace(below, "anything"),
        ]);
        var extractor = new TextExtractor(tokens, _texts, FirstOfFinding);
        var shape = model with
        {
            Fingerprint = tokens.In(model.Fingerprint),
            Message = extractor.Take(model.Message),
            Account = tokens.In(model.Account),
            Region = tokens.In(model.Region),
            ApiName = extractor.Take(model.ApiName),
            ApiId = tokens.In(model.ApiId),
            ApiAnchor = model.ApiAnchor is { } anchor && apis.Contains(anchor) ? tokens.In(anchor) : null,
            Resource = extractor.Take(model.Resource),
            Stages = [.. model.Stages.Select(extractor.Take)],
            Route = extractor.Take(model.Route),
            Paths = [],
            Reach = [.. model.Reach.Select(reach => reach with { Stages = extractor.Take(reach.Stages), Narrowing = extractor.TakeOptional(reach.Narrowing), Witness = extractor.TakeOptional(reach.Witness) })],
            Evidence = [.. model.Evidence.Select(evidence => evidence with { What = extractor.Take(evidence.What), Value = extractor.Take(evidence.Value), Line = evidence.Line is { } at ? extractor.TakeLine(Number(at), line) : null })],
            Priority = model.Priority is { } priority ? new(extractor.Take(priority.Score), extractor.Take(priority.Reasons)) : null,
            Written = model.Written is { } written
                ? new(
                    extractor.Take(written.Place),
                    extractor.Take(written.Note),
                    [.. written.Lines.Select(each => new WrittenLineModel(extractor.Take(each.Number), extractor.Take(each.Text), each.IsMeant))])
                : null,
            Line = model.Line.Length == 0 ? "" : ValueTokens.At(Line) ?? "",
            Suppression = model.Suppression is { } suppression
                ? suppression with { Reason = extractor.Take(suppression.Reason), Source = extractor.Take(suppression.Source) }
                : null,
            Configuration = [.. model.Configuration.Select(part => part with { Text = extractor.Take(part.Text) })],
            Whole = model.Whole is { } whole ? new(extractor.Take(whole.Fingerprint), extractor.Take(whole.Rule)) : null,
            Console = extractor.TakeOptional(model.Console),
            // Last, so that a search can leave them out.
            Commands = [.. model.Commands.Select(command => command with { Text = extractor.Take(command.Text) })],
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
        Column("content", Content([model.Commands.Count, .. extractor.Taken]));
        Column("path", model.Paths is [var way, ..] ? Path(way, tokens, markup) : 0);
    }

    // Many findings are about one route, and many routes are guarded alike: the number of a path, from 1.
    private int Path(PathModel model, ValueTokens tokens, ElementTable markup)
    {
        var extractor = new TextExtractor(tokens, _texts, FirstOfFinding);
        var shape = Shape(Extracted(model, extractor), path, markup);
        var content = Content([0, .. extractor.Taken]);
        if (!_paths.TryGetValue((shape, content), out var number))
        {
            _paths.Add((shape, content), number = _paths.Count + 1);
            Column("pathElement", shape);
            Column("pathContent", content);
        }

        return number;
    }

    private static PathModel Extracted(PathModel model, TextExtractor extractor) => new(
        extractor.Take(model.Caption),
        [.. model.Steps.Select(step => step with { Title = extractor.Take(step.Title), Lets = extractor.Take(step.Lets) })]);

    private void Add(ApiModel model, ElementTable markup)
    {
        var tokens = new ValueTokens([model.Account, model.Region, model.Id, model.Name]);
        var extractor = new TextExtractor(tokens, _texts, FirstOfApi);
        var shape = model with
        {
            Anchor = tokens.In(model.Anchor),
            Name = tokens.In(model.Name),
            Id = tokens.In(model.Id),
            Account = tokens.In(model.Account),
            Region = tokens.In(model.Region),
            Endpoint = extractor.Take(model.Endpoint),
            Description = extractor.Take(model.Description),
            Tags = extractor.Take(model.Tags),
            Paths = [.. model.Paths.Select(each => Extracted(each, extractor))],
            Policy = extractor.TakeOptional(model.Policy),
            Console = extractor.TakeOptional(model.Console),
            Bar = model.Bar with { Label = tokens.In(model.Bar.Label) },
            Note = extractor.TakeOptional(model.Note),
            RouteCount = extractor.Take(model.RouteCount),
            FindingCount = extractor.Take(model.FindingCount),
            Counts = [.. model.Counts.Select(count => count with { Count = extractor.Take(count.Count) })],
            Callers = [.. model.Callers.Select(callers => callers with { Routes = extractor.Take(callers.Routes) })],
            Stages =
            [
                .. model.Stages.Select(stage => new StageModel(
                    extractor.Take(stage.Name),
                    [.. stage.Ways.Select(way => new WayModel(extractor.Take(way.Url), extractor.Take(way.Detail)))],
                    [.. stage.Protections.Select(protection => protection with { Value = extractor.Take(protection.Value) })])),
            ],
            Routes = [],
        };
        var place = Place(model.Account, model.Region, model.Id, model.Name);
        _tags[place] = VisibleText.Of(model.Tags);
        Column("apiPlace", place);
        Column("apiElement", Shape(shape, api, markup));
        Column("apiContent", Content(extractor.Taken));
        Column("apiRoutes", model.Routes.Count);
        foreach (var served in model.Routes)
        {
            var texts = new TextExtractor(ValueTokens.None, _texts, 0);
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

    private int Shape<T>(T model, Func<T, string> template, ElementTable markup)
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
