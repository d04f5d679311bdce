using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Identity;

/// <summary>What the policies of an organization limit in one of its accounts.</summary>
/// <remarks>
/// AWS Organizations user guide, "SCP evaluation": a Deny at whatever level takes back, and every level from the root to the account has to
/// allow; the management account and service-linked roles are not limited. "Resource control policies": only a Deny can be written, and it
/// holds for resources of some services.
/// </remarks>
internal sealed class OrganizationLimits
{
    // AWS Organizations user guide, "List of AWS services that support RCPs", with its prefixes. API Gateway, Lambda and IAM are none of
    // them.
    private static readonly ImmutableArray<string> ServicesWithResourceControl =
    [
        "aoss", "appconfig", "appstream", "autoscaling", "autoscaling-plans", "budgets", "clouddirectory", "cloudfront", "cloudsearch",
        "cloudtrail-data", "codeartifact", "codebuild", "codecommit",
        "codepipeline", "cognito-identity", "cognito-idp", "comprehend", "comprehendmedical", "compute-optimizer", "cost-optimization-hub",
        "dax", "dsql", "dynamodb", "ecr", "ecr-public", "events",
        "firehose", "fis", "fms", "gamelift", "health", "inspector-scan", "kendra", "kinesisvideo", "kms", "logs", "memorydb",
        "networkmonitor", "notifications", "opensearch", "pca-connector-ad",
        "personalize", "polly", "pricing", "resource-groups", "rolesanywhere", "s3", "secretsmanager", "servicediscovery", "signin", "sqs",
        "sts", "support", "swf", "textract", "timestream-influxdb",
        "transcribe", "transfer", "translate", "wafv2", "workspaces", "xray",
    ];

    private readonly ImmutableArray<(HeldPolicy Policy, int Level)> _serviceControl;
    private readonly ImmutableArray<HeldPolicy> _resourceControl;
    private readonly ImmutableArray<string> _narrow;
    private readonly ImmutableArray<(HeldPolicy Policy, string Name)> _names;

    private OrganizationLimits(
        ImmutableArray<(HeldPolicy Policy, int Level)> serviceControl,
        ImmutableArray<HeldPolicy> resourceControl,
        ImmutableArray<string> narrow,
        ImmutableArray<(HeldPolicy Policy, string Name)> names) =>
        (_serviceControl, _resourceControl, _narrow, _names) = (serviceControl, resourceControl, narrow, names);

    public static OrganizationLimits None { get; } = new([], [], [], []);

    /// <summary>How many levels there are that do not allow everything: a request needs a statement of each that allows it.</summary>
    public int NarrowLevels => _narrow.Length;

    /// <summary>Whether they ask for something that differs between principals.</summary>
    public bool ArePersonal => _serviceControl.Any(each => each.Policy.IsPersonal) || _resourceControl.Any(each => each.IsPersonal);

    /// <summary>Those of an account; none where its organization was not read.</summary>
    public static OrganizationLimits Of(Account account)
    {
        if (account.Organization is not { IsKnown: true, Value: { IsManagementAccount: false } membership })
        {
            return None;
        }

        var byText = new Dictionary<string, HeldPolicy>(StringComparer.Ordinal);
        var names = ImmutableArray.CreateBuilder<(HeldPolicy Policy, string Name)>();
        var serviceControl = ImmutableArray.CreateBuilder<(HeldPolicy Policy, int Level)>();
        var narrow = ImmutableArray.CreateBuilder<string>();
        foreach (var level in membership.UsesServiceControlPolicies ? membership.Levels : [])
        {
            var held = level.ServiceControlPolicies.Select(policy => Read(policy, "service control policy")).ToImmutableArray();
            if (held.Any(policy => policy.Document.Statements.Any(AllowsEverything)))
            {
                // What such a level allows decides nothing; its Denies do.
                serviceControl.AddRange(held.Where(policy => policy.Document.Statements.Any(statement => statement.Effect is not PolicyEffect.Allow))
                    .Select(policy => (policy, 0)));
            }
            else
            {
                narrow.Add(level.Id);
                serviceControl.AddRange(held.Select(policy => (policy, narrow.Count)));
            }
        }

        var resourceControl = membership.UsesResourceControlPolicies
            ? membership.Levels.SelectMany(level => level.ResourceControlPolicies)
                .Select(policy => Read(policy, "resource control policy"))
                .Distinct()
                .ToImmutableArray()
            : [];
        return new(serviceControl.ToImmutable(), resourceControl, narrow.ToImmutable(), names.ToImmutable());

        HeldPolicy Read(OrganizationPolicy policy, string kind)
        {
            var name = $"{kind} {Quote.Of(policy.Name)}";
            var held = HeldPolicy.Of(policy.Document.IsKnown ? policy.Document.Value : null, name, byText);
            names.Add((held, name));
            return held;
        }
    }

    /// <summary>Those that limit a principal: a service-linked role is not limited.</summary>
    public OrganizationLimits For(string principal) => IsServiceLinkedRole(principal) ? None : this;

    public static bool IsServiceLinkedRole(string principal) => principal.Contains(":role/aws-service-role/", StringComparison.Ordinal);

    /// <summary>
    /// The policies that have a say in an action, with the level that has to allow it; 0 where that level allows everything.
    /// </summary>
    public IEnumerable<(HeldPolicy Policy, PolicyLayer Layer, int Level)> Deciding(string action)
    {
        var serviceControl = _serviceControl.Select(each => (each.Policy, PolicyLayer.ServiceControl, each.Level));
        return SupportsResourceControl(action)
            ? serviceControl.Concat(_resourceControl.Select(policy => (policy, PolicyLayer.ResourceControl, 0)))
            : serviceControl;
    }

    /// <summary>How a sentence calls the policy in which a statement stands.</summary>
    public string NameOf(PolicyDocument document) =>
        _names.FirstOrDefault(each => ReferenceEquals(each.Policy.Document, document)).Name ?? "a policy of the organization";

    /// <summary>The root, organizational unit or account that does not allow everything.</summary>
    public string NarrowLevel(int level) => _narrow[level - 1];

    private static bool SupportsResourceControl(string action) =>
        ServicesWithResourceControl.Contains(action.Split(':')[0], StringComparer.OrdinalIgnoreCase);

    private static bool AllowsEverything(PolicyStatement statement) =>
        statement is { Effect: PolicyEffect.Allow, IsNotAction: false, IsNotResource: false, Conditions: [] }
        && statement.Actions.Any(action => action.Text == "*")
        && statement.Resources.Any(resource => resource.Text == "*");
}
