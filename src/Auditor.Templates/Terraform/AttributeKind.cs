namespace Auditor.Templates.Terraform;

/// <summary>What an attribute holds: it decides what a reference in it means while its value is not known.</summary>
internal enum AttributeKind
{
    /// <summary>A text, number, switch, list or map.</summary>
    Plain,

    /// <summary>The id, name or ARN of another resource, or a list of them.</summary>
    Link,

    /// <summary>The address of what is behind a route or an authorizer: of a Lambda function, of a listener, or a URL.</summary>
    Backend,

    /// <summary>The integration of a route of an HTTP API, <c>integrations/abc</c>.</summary>
    Target,

    /// <summary>Who issues tokens.</summary>
    Issuer,

    /// <summary>The ARN from which a function may be called.</summary>
    Source,

    /// <summary>A policy as JSON.</summary>
    Policy,

    /// <summary>An OpenAPI document.</summary>
    Document,

    /// <summary>Blocks whose members have the names of CloudFormation in another spelling.</summary>
    Blocks,
}
