using Auditor.Templates.Values;

namespace Auditor.Templates.OpenApi;

/// <summary>Makes the methods and routes of OpenAPI bodies into resources, as the import does.</summary>
internal static class Bodies
{
    public static ImmutableArray<Resource> Expanded(ImmutableArray<Resource> resources)
    {
        if (!resources.Any(HasBody))
        {
            return resources;
        }

        var all = ImmutableArray.CreateBuilder<Resource>(resources.Length);
        foreach (var resource in resources)
        {
            if (!HasBody(resource) || resource["Body"] is not MapValue body)
            {
                all.Add(resource);
            }
            else if (resource.Type == "AWS::ApiGateway::RestApi")
            {
                all.AddRange(new RestBody(resource, body).Resources());
            }
            else
            {
                all.AddRange(new HttpBody(resource, body).Resources());
            }
        }

        return all.ToImmutable();
    }

    private static bool HasBody(Resource resource) =>
        resource is { Type: "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api" } && resource["Body"] is MapValue;
}
