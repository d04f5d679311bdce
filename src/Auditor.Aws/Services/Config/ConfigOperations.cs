using Auditor.Aws.Operations;
using Auditor.Aws.Services.Config.Wire;

namespace Auditor.Aws.Services.Config;

/// <summary>Reads of AWS Config: whether it records API Gateway, and since when something has been as it is.</summary>
internal static class ConfigOperations
{
    public static Service Service { get; } = new("Config Service", "config", "config", WireProtocol.Json11, "2014-11-12")
    {
        TargetPrefix = "StarlingDoveService",
        HasPlainFipsNameInGovCloud = true,
        RequestsPerSecond = 3,
    };

    public static Operation<ConfigurationRecorders> DescribeConfigurationRecorders { get; } = new(
        Service, "DescribeConfigurationRecorders", ConfigJson.Default.ConfigurationRecorders)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Recorders),
        Action = "config:DescribeConfigurationRecorders",
        Resource = "*",
        Feeds = "Whether AWS Config records API Gateway.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<ConfigurationRecorderStatuses> DescribeConfigurationRecorderStatus { get; } = new(
        Service, "DescribeConfigurationRecorderStatus", ConfigJson.Default.ConfigurationRecorderStatuses)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Statuses),
        Action = "config:DescribeConfigurationRecorderStatus",
        Resource = "*",
        Feeds = "Whether the recorder of AWS Config runs.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<DeliveryChannels> DescribeDeliveryChannels { get; } = new(
        Service, "DescribeDeliveryChannels", ConfigJson.Default.DeliveryChannels)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Channels),
        Action = "config:DescribeDeliveryChannels",
        Resource = "*",
        Feeds = "Whether what AWS Config records goes anywhere.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    // The service has no page size.
    public static Operation<ConfigRules> DescribeConfigRules { get; } = new(Service, "DescribeConfigRules", ConfigJson.Default.ConfigRules)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Rules),
        Action = "config:DescribeConfigRules",
        Resource = "*",
        Feeds = "Which rules of AWS Config would notice a change of an API.",
        Cost = "1 for each page of the account's rules in the Region",
        Lost = "Whether a rule would notice a change of an API.",
        Paging = new("NextToken", page => page.NextToken),
    };

    public static Operation<ConfigurationItems> GetResourceConfigHistory { get; } = new(
        Service, "GetResourceConfigHistory", ConfigJson.Default.ConfigurationItems)
    {
        Action = "config:GetResourceConfigHistory",
        Resource = "*",
        Feeds = "Since when a flagged API or stage has been as it is, and what changed; only in a scan, after judging.",
        Cost = "1 for each flagged API, stage and domain name that is recorded, at most 50 or what `--config-history` says",
        Lost = "Since when what is flagged has been so.",
    };

    public static ImmutableArray<Operation> All { get; } =
    [
        DescribeConfigurationRecorders,
        DescribeConfigurationRecorderStatus,
        DescribeDeliveryChannels,
        DescribeConfigRules,
        GetResourceConfigHistory,
    ];
}
