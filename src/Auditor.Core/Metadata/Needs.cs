namespace Auditor.Core.Metadata;

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

    /// <summary>Whether web ACLs write logs.</summary>
    WebAclLogging = 1 << 10,

    /// <summary>What request validators validate.</summary>
    RequestValidators = 1 << 11,

    /// <summary>Gateway responses.</summary>
    GatewayResponses = 1 << 12,

    /// <summary>API keys without their values, and which usage plans they are in.</summary>
    ApiKeys = 1 << 13,

    /// <summary>VPC links.</summary>
    VpcLinks = 1 << 14,

    /// <summary>The certificates that API Gateway shows to backends.</summary>
    ClientCertificates = 1 << 15,

    /// <summary>The certificates of custom domain names, from ACM.</summary>
    Certificates = 1 << 16,

    /// <summary>Developer portals.</summary>
    Portals = 1 << 17,

    /// <summary>CloudWatch alarms.</summary>
    Alarms = 1 << 18,

    /// <summary>The log groups of access logs.</summary>
    LogGroups = 1 << 19,

    /// <summary>The Cognito user pools of authorizers.</summary>
    UserPools = 1 << 20,

    /// <summary>Whether the Lambda functions behind APIs are there, and whether they have addresses of their own.</summary>
    Functions = 1 << 21,

    /// <summary>Whether DNS knows the hosts behind APIs.</summary>
    BackendHosts = 1 << 22,

    /// <summary>The rules of AWS Config.</summary>
    ConfigRules = 1 << 23,

    /// <summary>Who can reach a route: what exposure is worked out from.</summary>
    Exposure = Routes | Domains | WebAcls,
}
