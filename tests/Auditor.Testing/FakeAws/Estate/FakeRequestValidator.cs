namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A request validator of a REST API.</summary>
public sealed record FakeRequestValidator(string Name)
{
    public string Id { get; init; } = FakeId.Of("request validator", Name, 6);

    public bool ValidateRequestBody { get; init; }

    public bool ValidateRequestParameters { get; init; }
}
