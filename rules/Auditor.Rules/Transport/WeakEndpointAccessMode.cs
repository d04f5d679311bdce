using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Transport;

/// <summary>Flags REST APIs with a strong TLS policy that let requests in under a name other than the one they were encrypted for.</summary>
public sealed class WeakEndpointAccessMode() : Rule<ApiSubject>(new()
{
    Id = "AGW2014",
    Name = "weak-endpoint-access-mode",
    Title = "The API takes requests for other names and endpoints",
    Category = Category.Transport,
    Severity = Severity.Low,
    // HTTP and WebSocket APIs have no such mode.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-346", "API8:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;

        // The legacy policies have no access mode.
        if (api.Stages.Value is [] || !TlsPolicy.IsEnhanced(api.SecurityPolicy))
        {
            yield break;
        }

        switch (api.EndpointAccessMode)
        {
            case "STRICT":
                break;

            // Callers of a private API may have to name it in the Host header: the connection is made for their VPC endpoint.
            case "BASIC" when api.EndpointType.Value is EndpointType.Private:
                break;

            case "BASIC":
                yield return Flag(
                    subject,
                    $"API {Quote.Of(api.Name)} has a strong TLS policy but endpoint access mode BASIC, so it takes requests whose Host header names something else than the name that the connection was made for, which is how callers hide where they go from whatever filters by name.",
                    new("securityPolicy", api.SecurityPolicy ?? ""),
                    new("endpointAccessMode", "BASIC"));
                break;

            case null:
                throw new UnknownFactException(new("API Gateway's answer names no endpoint access mode for this API, though its security policy asks for one."));

            default:
                throw new UnknownFactException(new($"Endpoint access mode {Quote.Of(api.EndpointAccessMode)} is not one that this version knows."));
        }
    }
}
