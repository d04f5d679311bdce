using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>What a developer portal shows: endpoints of REST APIs.</summary>
public sealed record FakePortalProduct(string Id)
{
    public ImmutableArray<FakeEndpointPage> Endpoints { get; init; } = [];

    public string Arn(string region, string account, string partition = "aws") =>
        $"arn:{partition}:apigateway:{region}:{account}:/portalproducts/{Id}";
}
