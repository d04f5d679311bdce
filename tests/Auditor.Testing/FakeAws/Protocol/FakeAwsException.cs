using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>An error as a service answers it; the service's protocol decides how it looks on the wire.</summary>
internal sealed class FakeAwsException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
}
