using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests.Policies;

/// <summary>Resource policies of the example API.</summary>
internal static class ExamplePolicy
{
    public const string Allow = """{"Sid":"Anyone","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    public static string Of(params IEnumerable<string> statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    /// <summary>Everyone may, on a condition.</summary>
    public static string AllowIf(string condition) => $$"""{{Allow[..^1]}},"Condition":{{condition}}}""";

    /// <summary>Nobody may, on a condition.</summary>
    public static string DenyIf(string condition) =>
        $$"""{"Sid":"Keep out","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{{condition}}}""";

    /// <summary>An API with one route and a policy.</summary>
    public static Estate On(string policy, AuthorizationKind authorization = AuthorizationKind.None) =>
        SmallEstate.Rest(Example.Route("GET /orders", authorization)).WithApi(api => api with { ResourcePolicy = policy });

    public static Estate Private(this Estate estate) => estate.WithApi(api => api with { EndpointType = EndpointType.Private });

    /// <summary>How API Gateway sends a policy: escaped once more than JSON in JSON needs.</summary>
    public static string Escaped(string policy) =>
        policy.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);

    /// <summary>The stage behind a web ACL; one that could not be read is <see langword="null"/>.</summary>
    public static Estate BehindWebAcl(this Estate estate, WebAclDefinition? definition) => estate
        .WithStage(stage => stage with { WebAclArn = Protection.ExampleWaf.Arn })
        .WithScope(scope => scope with
        {
            WebAcls = [new() { Arn = Protection.ExampleWaf.Arn, Definition = definition is null ? Example.Denied : definition }],
        });

    /// <summary>A web ACL that lets in one network and nobody else.</summary>
    public static WebAclDefinition OfficeOnly { get; } = new()
    {
        Name = "office",
        DefaultAction = WafAction.Block,
        Rules = [Protection.ExampleWaf.AddressRule(WafAction.Allow, "office", "203.0.113.0/24")],
    };
}
