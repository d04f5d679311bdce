namespace Auditor.Templates.Tracing;

/// <summary>The stack and the logical id that CloudFormation writes into the tags of what it makes.</summary>
internal sealed record StackTags(string Stack, string LogicalId)
{
    public static StackTags? Of(ImmutableSortedDictionary<string, string> tags) =>
        tags.GetValueOrDefault("aws:cloudformation:logical-id") is { Length: > 0 } id
            && tags.GetValueOrDefault("aws:cloudformation:stack-name") is { Length: > 0 } stack
        ? new(stack, id)
        : null;
}
