using Auditor.Core.Inventory;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::Logs::LogGroup</c>, as far as stages log to it.</summary>
internal sealed class LogGroups(MappingContext context)
{
    public ImmutableArray<LogGroup> Read(ImmutableArray<Api> apis) =>
    [
        .. apis.SelectMany(api => api.Stages.ValueOr([]))
            .Select(stage => stage.AccessLog?.DestinationArn)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(arn => !arn.Contains(":firehose:", StringComparison.Ordinal))
            .Select(arn => new LogGroup
            {
                Arn = arn,
                Settings = context.ByArn("AWS::Logs::LogGroup", arn) is { } found
                    ? new LogGroupSettings
                    {
                        RetentionDays = context.Whole(found["RetentionInDays"], found, "RetentionInDays"),
                        KmsKeyId = context.Text(found["KmsKeyId"]),
                    }
                    : MappingContext.NotInTemplates("The log group is not in the template."),
            }),
    ];
}
