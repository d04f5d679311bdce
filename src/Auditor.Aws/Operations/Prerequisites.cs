using Auditor.Core.Metadata;

namespace Auditor.Aws.Operations;

/// <summary>What has to be read for the sake of something else: every need that cannot be met without it.</summary>
internal static class Prerequisites
{
    /// <summary>Routes and integrations as configured.</summary>
    public const Needs OfWorkingCopies = Needs.Routes | Needs.FunctionPolicies | Needs.Functions | Needs.BackendHosts | Needs.RequestValidators | Needs.GatewayResponses;

    /// <summary>The authorizers that routes name.</summary>
    public const Needs OfNamedAuthorizers = Needs.Routes | Needs.FunctionPolicies | Needs.Functions;

    /// <summary>Authorizers, whether or not a route names one.</summary>
    public const Needs OfAllAuthorizers = Needs.Authorizers | Needs.UserPools;

    /// <summary>What is deployed in full.</summary>
    public const Needs OfExports = OfWorkingCopies | OfAllAuthorizers;

    public const Needs OfDomains = Needs.Domains | Needs.Certificates;

    public const Needs OfUsagePlans = Needs.UsagePlans | Needs.ApiKeys;

    public const Needs OfConfigRecording = Needs.ConfigRecording | Needs.ConfigRules;

    public const Needs OfFunctions = Needs.FunctionPolicies | Needs.Functions;

    public const Needs OfWebAcls = Needs.WebAcls | Needs.WebAclLogging;
}
