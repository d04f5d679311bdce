using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>An operation of a service: what it is called, what IAM asks for, and how it is answered.</summary>
internal sealed record FakeOperation(string Name)
{
    /// <summary>Empty when the operation needs no permission.</summary>
    public string Action { get; init; } = "";

    public string Resource { get; init; } = "*";

    /// <summary>It would change something: Auditor must never send it.</summary>
    public bool Writes { get; init; }

    /// <summary>What is wrong with the call although it is answered, e.g. a query parameter that the operation does not have.</summary>
    public string? Problem { get; init; }

    public ImmutableDictionary<string, string> Path { get; init; } = [];

    /// <summary>Null: AWS has the operation, the fake does not.</summary>
    public Func<FakeRequest, FakeResponse>? Answer { get; init; }
}
