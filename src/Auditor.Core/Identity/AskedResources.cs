using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>The resources that a question is about: one, or all of some shapes but those that something else answers.</summary>
/// <param name="Shapes">In the texts of <see cref="SampleTexts"/>.</param>
/// <param name="TakenFirst">Shapes of what more specific routes answer.</param>
internal sealed record AskedResources(ImmutableArray<string> Shapes, ImmutableArray<string> TakenFirst)
{
    /// <summary>What requests to a route are about, one shape for each verb.</summary>
    public static AskedResources Of(RouteTarget route) =>
        new(
            [.. route.Verbs.Select(verb => Shape(route, verb))],
            [.. route.TakenFirst.SelectMany(other => other.Verbs.Intersect(route.Verbs, StringComparer.Ordinal).Select(verb => Shape(other, verb)))]);

    /// <summary>Tells texts of the shapes that no request is ever about; null where there are none.</summary>
    public Func<string, bool>? IsNever { get; init; }

    /// <summary>What all of them begin with.</summary>
    public string Start { get; } = Common(Shapes);

    public static AskedResources Only(string arn) => new([arn], []);

    public bool Has(string text) =>
        IsNever?.Invoke(text) is not true && (TakenFirst.IsEmpty || !TakenFirst.Any(taken => SampleTexts.Common(taken, text).Any()));

    private static string Common(ImmutableArray<string> shapes)
    {
        var start = shapes.IsEmpty ? "" : shapes[0];
        foreach (var shape in shapes)
        {
            start = start[..start.AsSpan().CommonPrefixLength(shape)];
        }

        var end = start.AsSpan().IndexOfAnyInRange('\uE000', '\uE0FF');
        return end < 0 ? start : start[..end];
    }

    private static string Shape(RouteTarget route, string verb) =>
        $"{route.ApiArn}/{route.Stage}/{(verb.Length == 0 ? "" : verb + "/")}{Path(route.Path.TrimStart('/'))}";

    // {id} is a segment, {proxy+} whatever follows.
    private static string Path(string path)
    {
        var open = path.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : path.IndexOf('}', open);
        return close < 0
            ? path
            : path[..open] + (path[close - 1] == '+' ? SampleTexts.Rest : SampleTexts.Segment) + Path(path[(close + 1)..]);
    }
}
