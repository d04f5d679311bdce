using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>A resource of a REST API, as its methods' paths make it.</summary>
internal sealed record FakeResource(string Path, ImmutableArray<FakeMethod> Methods)
{
    /// <summary>From the path alone: two APIs share resource ids as a clone and its original do.</summary>
    public string Id { get; } = IdOf(Path);

    public string? ParentId => Path == "/" ? null : IdOf(Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "/");

    public string? PathPart => Path == "/" ? null : Path[(Path.LastIndexOf('/') + 1)..];

    public static string IdOf(string path) => FakeId.Of("resource", path, path == "/" ? 10 : 6);
}
