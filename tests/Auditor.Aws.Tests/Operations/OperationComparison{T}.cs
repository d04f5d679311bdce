using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Tests.Operations;

/// <summary>Compares a declared operation with the one that AWS describes.</summary>
internal sealed partial class OperationComparison<T> : IOperationComparison
    where T : class
{
    private static readonly string[] Numbers = ["float", "double"];

    private readonly Operation<T> _operation;
    private readonly ServiceModel _model;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    public OperationComparison(Operation<T> operation)
    {
        _operation = operation;
        _model = ServiceModel.Of(operation.Service);
        Differences = _model.Operation(operation.Name) is { } described ? [.. Of(described)] : [new("is no operation of the service")];
    }

    public ImmutableArray<OperationDifference> Differences { get; }

    public IReadOnlySet<string> Found => _found;

    private IEnumerable<OperationDifference> Of(JsonObject described)
    {
        var asked = _model.Members(described["input"]).ToList();
        return OfRequest(described)
            .Concat(OfArguments(asked))
            .Concat(OfPaging(asked, described))
            .Select(text => new OperationDifference(text))
            .Concat(OfAnswer(described));
    }

    private IEnumerable<string> OfRequest(JsonObject described)
    {
        if (described["http"]?["method"]?.ToString() is var method && method != _operation.Method)
        {
            yield return $"is a {method}";
        }

        if (described["http"]?["requestUri"]?.ToString() is var path && path != _operation.Path)
        {
            yield return $"has the path {path}";
        }

        if (described["readonly"]?.GetValue<bool>() is false)
        {
            yield return "does not only read";
        }
    }

    private IEnumerable<string> OfArguments(List<ModelMember> asked) => _operation.FixedArguments
        .Select(argument => argument.Key)
        // The entries of a map in the query are arguments of their own.
        .Where(name => !asked.Exists(member => member.WireName == name
            || (member.IsInQuery && _model.Shape(member.Shape)["type"]?.ToString() is "map")))
        .Select(name => $"has no argument {name}");

    private IEnumerable<string> OfPaging(List<ModelMember> asked, JsonObject described)
    {
        var pages = _model.Paging(_operation.Name);
        if (_operation.Paging is not { } paging)
        {
            return pages is null ? [] : [$"has pages, by {pages["input_token"]}"];
        }

        var differences = new List<string>();
        if (asked.Find(member => member.WireName == paging.TokenMember) is not { } token
            || (pages is not null && pages["input_token"]?.ToString() != token.Name))
        {
            differences.Add($"takes page tokens as {pages?["input_token"] ?? "something else"}");
        }

        var given = _model.Members(described["output"])
            .Where(member => pages is null
                ? _model.Shape(member.Shape)["type"]?.ToString() is "string"
                : pages["output_token"]?.ToString() == member.Name);
        if (!given.Any(member => paging.NextToken(AnswerWith(member.WireName)) is "next"))
        {
            differences.Add($"gives page tokens as {pages?["output_token"] ?? "something else"}");
        }

        return [.. differences, .. OfSize(paging, asked, pages?["limit_key"]?.ToString())];
    }

    private IEnumerable<string> OfSize(Paging<T> paging, List<ModelMember> asked, string? limit)
    {
        if (paging.SizeMember is not { } name)
        {
            return limit is null ? [] : [$"takes a page size as {limit}"];
        }

        if (asked.Find(member => member.WireName == name) is not { } size || (limit is not null && limit != size.Name))
        {
            return [$"takes a page size as {limit ?? "something else"}"];
        }

        var most = _model.Shape(size.Shape)["max"]?.GetValue<int>()
            ?? (Maximum().Match(size.Documentation) is { Success: true } told
                ? int.Parse(told.Groups["size"].Value, CultureInfo.InvariantCulture)
                : null);
        return (most, paging.IsSizeUndocumented) switch
        {
            (null, false) => ["has no documented largest page"],
            ({ } largest, true) => [$"has a documented largest page: {largest}"],
            ({ } largest, false) when largest != paging.Size => [$"has pages of at most {largest}"],
            _ => [],
        };
    }

    // Only the members that are read: services have more.
    private IEnumerable<OperationDifference> OfAnswer(JsonObject described)
    {
        var shape = described["output"]?["shape"]?.ToString() ?? "";
        var payload = _model.Shape(shape)["payload"]?.ToString();
        // An export is a document of its own.
        return payload is not null && KindOf(_model.Shape(shape)["members"]?[payload]) is "blob" ? [] : OfMembers("", typeof(T), shape);
    }

    private IEnumerable<OperationDifference> OfMembers(string path, Type type, string shape)
    {
        var members = _model.Members(new JsonObject { ["shape"] = shape }).Where(member => !member.IsInHeader).ToList();
        foreach (var read in _operation.Answer.Options.GetTypeInfo(type).Properties.Where(property => property.Get is not null))
        {
            var at = path.Length is 0 ? read.Name : $"{path}.{read.Name}";
            var name = $"{type.Name}.{read.Name}";
            if (members.Find(member => member.WireName.Equals(read.Name, StringComparison.OrdinalIgnoreCase)) is not { } found)
            {
                yield return new($"answers without {at}", name);
                continue;
            }

            _found.Add(name);
            foreach (var difference in OfValue(at, read.PropertyType, found.Reference))
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<OperationDifference> OfValue(string path, Type declared, JsonNode? reference)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var shape = reference?["shape"]?.ToString() ?? "";
        return (KindOf(reference), type) switch
        {
            _ when type == typeof(JsonElement) => [],
            ("list", { IsGenericType: true }) when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                OfValue($"{path}[]", type.GenericTypeArguments[0], _model.Shape(shape)["member"]),
            ("map", { IsGenericType: true }) when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) =>
                OfValue($"{path}{{}}", type.GenericTypeArguments[1], _model.Shape(shape)["value"]),
            ("structure", { IsGenericType: false, IsValueType: false }) when type != typeof(string) => OfMembers(path, type, shape),
            var (kind, _) when IsRead(kind, type) => [],
            var (kind, _) => [new($"answers with {path} as {kind}")],
        };
    }

    private bool IsRead(string kind, Type type) => kind switch
    {
        "string" => type == typeof(string),
        // Out of XML every value comes as a text.
        "boolean" =>
            type == typeof(bool) || (type == typeof(string) && _operation.Service.Protocol is WireProtocol.QueryXml or WireProtocol.Ec2Xml),
        "integer" => type == typeof(int) || type == typeof(long) || type == typeof(double),
        "long" => type == typeof(long) || type == typeof(double),
        "timestamp" => type == typeof(DateTimeOffset),
        _ => Numbers.Contains(kind) && type == typeof(double),
    };

    private string KindOf(JsonNode? reference) => _model.Shape(reference?["shape"]?.ToString() ?? "")["type"]?.ToString() ?? "";

    private T AnswerWith(string member) => new JsonObject { [member] = "next" }.Deserialize(_operation.Answer).ShouldNotBeNull();

    // "The default value is 25 and the maximum value is 500."
    [GeneratedRegex(
        "maximum (value|page size|number)?( is| of)? ?(?<size>[0-9]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Maximum();
}
