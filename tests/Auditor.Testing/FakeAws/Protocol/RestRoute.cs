using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>A row of aws-facts.md L: an operation, its path and the query parameters it has.</summary>
internal sealed record RestRoute(string Operation, string Template, ImmutableArray<string> Query = default)
{
    private readonly ImmutableArray<string> _segments = [.. Template.Split('/').Skip(1)];

    public string Method { get; init; } = "GET";

    /// <summary>A named IAM action instead of apigateway:GET.</summary>
    public string? Action { get; init; }

    public Func<FakeRequest, FakeResponse>? Answer { get; init; }

    public ImmutableDictionary<string, string>? Match(FakeRequest request)
    {
        if (request.Method != Method || request.Segments.Length != _segments.Length)
        {
            return null;
        }

        var captured = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i] is ['{', .. var name, '}'] && request.Segments[i].Length > 0)
            {
                captured[name] = request.Segments[i];
            }
            else if (_segments[i] != request.Segments[i])
            {
                return null;
            }
        }

        return captured.ToImmutable();
    }

    public string? ProblemOf(FakeRequest request) =>
        request.Query.Select(pair => pair.Name).FirstOrDefault(name => Query.IsDefaultOrEmpty || !Query.Contains(name)) is { } unknown
            ? $"{Operation} has no query parameter '{unknown}'."
            : null;
}
