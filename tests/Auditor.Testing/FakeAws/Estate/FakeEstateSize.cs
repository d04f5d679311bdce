namespace Auditor.Testing.FakeAws.Estate;

/// <summary>How much the generator makes in a Region.</summary>
public sealed record FakeEstateSize(
    int RestApis = 20, int MethodsPerRestApi = 20, int HttpApis = 5, int WebSocketApis = 2, int RoutesPerApi = 10);
