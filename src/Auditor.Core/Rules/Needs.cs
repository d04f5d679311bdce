namespace Auditor.Core.Rules;

/// <summary>Data that costs calls beside the lists of APIs and their stages; only what an enabled rule needs is collected.</summary>
[Flags]
public enum Needs
{
    /// <summary>Only APIs and stages.</summary>
    None = 0,

    /// <summary>Routes, what is deployed of them, and their integrations.</summary>
    Routes = 1,

    /// <summary>Authorizers, also of APIs no route of which names one.</summary>
    Authorizers = 2,

    /// <summary>Custom domain names and their mappings.</summary>
    Domains = 4,

    UsagePlans = 8,

    /// <summary>API Gateway's settings of the account.</summary>
    AccountSettings = 16,

    /// <summary>The web ACLs in front of stages, with their rule groups.</summary>
    WebAcls = 32,

    /// <summary>Requests per API and stage, from CloudWatch.</summary>
    Usage = 64,

    /// <summary>IAM policies of the account.</summary>
    IdentityPolicies = 128,

    /// <summary>Resource policies of the Lambda functions behind APIs.</summary>
    FunctionPolicies = 256,

    /// <summary>AWS Config's recorders.</summary>
    ConfigRecording = 512,

    /// <summary>Who can reach a route: what exposure is worked out from.</summary>
    Exposure = Routes | Domains,
}
